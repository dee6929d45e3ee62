import type { ArchiveDay, ArchivedBriefing } from './archive-day';
import { type ClauseCount, DAYS_PER_WEEK, type ExpressionPreview } from './expression-preview';
import type { ExpressionSearch, Verdict } from './expression-search';

const MAX_LATEST = 5;
/** A topic with a larger share of all briefings is followed only after the person accepts it as it is. */
const BROAD_SHARE = 0.3;
/** In fewer briefings, a share says nothing. */
const MIN_BRIEFINGS_FOR_SHARE = 20;

export type MatchCounts = Pick<
  ExpressionPreview,
  'days' | 'briefings' | 'matched' | 'share' | 'weeks' | 'clauses' | 'breadth'
> & {
  /** Newest first. */
  latest: ArchivedBriefing[];
};

/**
 * Counts what an expression matches, and what each of its clauses does to the result.
 *
 * @param days newest first, without gaps.
 */
export function countMatches(search: ExpressionSearch, days: readonly ArchiveDay[]): MatchCounts {
  const briefingsByVerdict = new Map<Verdict, number>();
  const matchedByDay: number[] = [];
  const latest: ArchivedBriefing[] = [];
  for (const { briefings } of days) {
    let matched = 0;
    for (const briefing of briefings) {
      const verdict = search.verdictOn(briefing.words);
      briefingsByVerdict.set(verdict, (briefingsByVerdict.get(verdict) ?? 0) + 1);
      if (!verdict.matches) continue;
      matched += 1;
      if (latest.length < MAX_LATEST) latest.push(briefing);
    }
    matchedByDay.push(matched);
  }
  const briefings = sum([...briefingsByVerdict.values()]);
  const matched = sum(matchedByDay);
  const share = briefings === 0 ? 0 : matched / briefings;
  return {
    days: days.length,
    briefings,
    matched,
    share,
    weeks: weeksOf(days, matchedByDay),
    latest,
    clauses: countClauses(search, briefingsByVerdict),
    breadth: breadthOf({ briefings, matched, share }, search),
  };
}

function countClauses(
  { clauses }: ExpressionSearch,
  briefingsByVerdict: ReadonlyMap<Verdict, number>,
): ClauseCount[] {
  const verdicts = [...briefingsByVerdict];
  const countWhere = (isCounted: (verdict: Verdict) => boolean | undefined) =>
    sum(verdicts.flatMap(([verdict, briefings]) => (isCounted(verdict) ? [briefings] : [])));
  return clauses.map((clause, index) => ({
    ...clause,
    letsThrough: countWhere(({ letsThrough }) => letsThrough[index]),
    withoutIt: countWhere(({ matchesWithout }) => matchesWithout[index]),
  }));
}

function breadthOf(
  { briefings, matched, share }: Pick<MatchCounts, 'briefings' | 'matched' | 'share'>,
  { isEverything }: ExpressionSearch,
): MatchCounts['breadth'] {
  if (isEverything || briefings === 0) return 'fine';
  if (matched === 0) return 'too-narrow';
  return share >= BROAD_SHARE && briefings >= MIN_BRIEFINGS_FOR_SHARE ? 'too-broad' : 'fine';
}

/** Weeks that end with the newest day, oldest first. The first has the days that are left over. */
function weeksOf(
  days: readonly ArchiveDay[],
  matchedByDay: readonly number[],
): ExpressionPreview['weeks'] {
  const weeks: ExpressionPreview['weeks'] = [];
  for (let start = 0; start < days.length; start += DAYS_PER_WEEK) {
    const week = days.slice(start, start + DAYS_PER_WEEK);
    weeks.unshift({
      from: week.at(-1)?.day ?? '',
      to: week[0]?.day ?? '',
      days: week.length,
      matched: sum(matchedByDay.slice(start, start + DAYS_PER_WEEK)),
    });
  }
  return weeks;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

import type { Frequency } from '../../../lambdas/domain/frequency';
import { FOLLOWERS } from '../scenarios/followers';
import type { CheckedRun } from './checked-run';
import { type Edition, matchOf } from './editions';
import { type FollowPeriod, followPeriods } from './follow-periods';

/** That an edition is due to a person at a frequency. */
export interface Due {
  readonly frequency: Frequency;
  readonly matchedAt: number;
  readonly storedAt: number;
  readonly endedAt: number | undefined;
  /** Whether the email must be sent, unless they leave before it; otherwise it may. */
  readonly isCertain: boolean;
}

/** The frequencies at which an edition is due to a person, by the stamps in the tables. */
export function dueOf(run: CheckedRun, person: string, edition: Edition): Due[] {
  const mutes = run.preferencesOf(person).mutes(edition.briefing);
  return edition.topics
    .flatMap((topic): Due[] => {
      const periods = followPeriods(run, person, topic);
      if (periods.length === 0) return [];
      const match = matchOf(run, edition, topic);
      const matchedAt = match?.matchedAt ?? edition.publishedAt;
      const storedAt = match?.storedAt ?? edition.publishedAt;
      const started = periods.filter(({ since }) => since <= matchedAt);
      // Not the array's last: after a switch by a slow clock the stamps are not in order.
      const period = started.reduce<FollowPeriod | undefined>(
        (latest, candidate) =>
          latest === undefined || candidate.since >= latest.since ? candidate : latest,
        undefined,
      );
      const isOrdered = periods.every(
        ({ since }, index) => index === 0 || since >= (periods[index - 1]?.since ?? 0),
      );
      // The subscription may have been read before or after the match, if it is as new as this.
      const candidates =
        period === undefined ? periods.slice(0, 1) : isOrdered ? [period] : periods;
      // They had edited it into another topic, whose matches count instead.
      if (isOrdered && period?.until !== undefined && matchedAt >= period.until) return [];
      const isFollowed =
        period !== undefined && isFollowedBefore(run, person, topic, edition.publishedAt);
      return candidates.map((candidate) => ({
        frequency: candidate.frequency,
        matchedAt,
        storedAt,
        endedAt: candidate.endedAt,
        isCertain:
          !mutes &&
          isOrdered &&
          isFollowed &&
          (candidate.endedAt === undefined || candidate.endedAt > matchedAt) &&
          edition.supersededAt === undefined,
      }));
    })
    .filter(
      ({ endedAt, matchedAt, isCertain }) =>
        isCertain || endedAt === undefined || endedAt > matchedAt - 60_000,
    );
}

/** Whether a follow was confirmed to the person before the briefing was published. */
function isFollowedBefore(
  run: CheckedRun,
  person: string,
  topic: string,
  publishedAt: number,
): boolean {
  if (FOLLOWERS.some((follower) => follower.person === person && follower.topic === topic)) {
    // They may have left and come back.
    const [firstPeriod] = followPeriods(run, person, topic);
    if (firstPeriod?.endedAt === undefined) return true;
  }
  const isEdited = run.people.done.some(
    ({ action, begunAt, doneAt }) =>
      action.kind === 'edit-topic' &&
      action.person === person &&
      action.next === topic &&
      doneAt !== undefined &&
      doneAt <= publishedAt &&
      followPeriods(run, person, topic).some(
        ({ storedAt }) => storedAt >= begunAt && storedAt <= doneAt,
      ),
  );
  if (isEdited) return true;
  return run.people.done.some(
    ({ action, doneAt }) =>
      (action.kind === 'follow' || action.kind === 'sign-up') &&
      action.person === person &&
      action.topic === topic &&
      doneAt !== undefined &&
      doneAt <= publishedAt,
  );
}

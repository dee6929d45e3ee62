import { MATCH_RETENTION_DAYS } from './match-retention';
import type { FormerPeriod, ReplacedTopic, Subscription } from './subscriber';

/** More changes than anyone makes on purpose. The periods are stored in one item, so their number is limited. */
const MAX_FORMER_PERIODS = 200;
/** Topics that one subscription replaced, at most: they are stored in its item too. */
const MAX_REPLACED_TOPICS = 50;

/** What emails have included before a frequency changes. All times are ISO 8601, and absent if there is nothing. */
export interface SentBefore {
  /** The topic's newest match that is recorded. */
  newestMatchAt?: string | undefined;
  /** When the last digest of the former frequency was prepared. */
  lastDigestAt?: string | undefined;
  /** What the digests of the new frequency have covered. */
  settledUntil?: string | undefined;
}

/**
 * When a changed frequency begins (ISO 8601): at `requestedAt`, but after every match that may have been
 * sent at the former frequency, and not before what digests of the new one have covered. The clocks of two
 * functions may differ, and an email that was sent a moment ago may be newer than the request.
 */
export function startOfPeriod(requestedAt: string, sent: SentBefore): string {
  const { newestMatchAt, lastDigestAt, settledUntil } = sent;
  const afterMatches = newestMatchAt === undefined ? undefined : justAfter(newestMatchAt);
  return [afterMatches, lastDigestAt, settledUntil].reduce<string>(
    (latest, time) => (time !== undefined && time > latest ? time : latest),
    requestedAt,
  );
}

function justAfter(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}

/**
 * The subscription's periods after its frequency changes at `since` (ISO 8601). No period begins before
 * the one that it follows, even if the clocks of two functions differ: otherwise matches that were sent
 * at the former frequency would count for the new one. Periods that ended before the oldest match that
 * is kept are left out.
 */
export function changePeriod(
  existing: Pick<Subscription, 'frequency' | 'since' | 'formerly'>,
  since: string,
): { since: string; formerly: FormerPeriod[] } {
  const { frequency, since: began, formerly = [] } = existing;
  const until = since > began ? since : began;
  const oldestMatch = oldestMatchBefore(until);
  const periods = [...formerly, { frequency, since: began, until }];
  return {
    since: until,
    formerly: periods
      .filter((period) => period.since < period.until && period.until > oldestMatch)
      .slice(-MAX_FORMER_PERIODS),
  };
}

/**
 * What the subscription that replaces `former` at `since` (ISO 8601) starts with: its own beginning, and
 * the periods of the topics before it, whose matches may still be due. Topics that ended before the oldest
 * match that is kept are left out.
 */
export function replacePeriods(
  former: Pick<Subscription, 'topicId' | 'expression' | 'frequency' | 'since'> &
    Pick<Subscription, 'formerly' | 'replaced'>,
  since: string,
): { since: string; replaced: ReplacedTopic[] } {
  const { topicId, expression, replaced = [] } = former;
  const ended = changePeriod(former, since);
  const oldestMatch = oldestMatchBefore(ended.since);
  const isKept = ({ formerly }: ReplacedTopic) => formerly.some(({ until }) => until > oldestMatch);
  return {
    since: ended.since,
    replaced: [...replaced, { topicId, expression, formerly: ended.formerly }]
      .filter(isKept)
      .slice(-MAX_REPLACED_TOPICS),
  };
}

/** How long (ms) fan-out can find someone by a topic that they have replaced, even if it is late. */
const KEEP_REPLACED_MS = 24 * 3600_000;

/** When a subscription that was replaced at `since` is removed. Both are ISO 8601. */
export function keepReplacedUntil(since: string): string {
  return new Date(Date.parse(since) + KEEP_REPLACED_MS).toISOString();
}

/** The time of the oldest match that is still kept at `time`. Both are ISO 8601. */
function oldestMatchBefore(time: string): string {
  return new Date(Date.parse(time) - MATCH_RETENTION_DAYS * 24 * 3600_000).toISOString();
}

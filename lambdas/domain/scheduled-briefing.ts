import type { Briefing } from './briefing';

/** How a briefing is to be stored once it is published. */
export interface PublishingTerms {
  /** Changes with everything that the publisher can change. */
  contentHash: string;
  /** Whether an update alerts again, or is a correction for those who got the first alert. */
  notify: boolean | 'correction';
  /** The publisher gave no time: it is the moment of publishing, and an update keeps that. */
  keepPublishedAt: boolean;
}

/** A briefing that waits to be published at the `sendAt` that its publisher chose. */
export interface ScheduledBriefing {
  briefing: Briefing;
  terms: PublishingTerms;
  /** ISO 8601, UTC, whole seconds. */
  sendAt: string;
  /** New each time it is scheduled, so that what was changed or cancelled meanwhile is not published. */
  revision: string;
}

export type SendTime =
  | { outcome: 'now' }
  | { outcome: 'later'; sendAt: string }
  | { outcome: 'refused'; reason: string };

/** A mistyped year must not keep a briefing waiting for decades. */
const MAX_DAYS_AHEAD = 366;
const DAY_MS = 24 * 3_600_000;

/** Clocks of EventBridge Scheduler and of the function may differ by this much. */
const MAX_CLOCK_SKEW_MS = 5_000;

/**
 * When a briefing with this `sendAt` (ISO 8601 with offset) is published. A time that has passed means now:
 * a file keeps its `sendAt` when its briefing is published again with a correction.
 */
export function readSendTime(sendAt: string | undefined, now: string): SendTime {
  if (sendAt === undefined) return { outcome: 'now' };
  const time = Date.parse(sendAt);
  if (time <= Date.parse(now)) return { outcome: 'now' };
  if (time > Date.parse(now) + MAX_DAYS_AHEAD * DAY_MS) {
    return { outcome: 'refused', reason: '"sendAt" must be at most a year ahead' };
  }
  // EventBridge Scheduler knows whole seconds only. Not before the time that was chosen.
  const wholeSeconds = Math.ceil(time / 1_000) * 1_000;
  return { outcome: 'later', sendAt: new Date(wholeSeconds).toISOString() };
}

/** Whether the time to publish it has come. */
export function isDue({ sendAt }: Pick<ScheduledBriefing, 'sendAt'>, now: string): boolean {
  return Date.parse(sendAt) <= Date.parse(now) + MAX_CLOCK_SKEW_MS;
}

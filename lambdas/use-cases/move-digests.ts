import {
  type DigestSchedule,
  isAnotherDay,
  type RescheduledDigest,
  rescheduleDigest,
} from '../domain/digest-schedule';
import { uncoveredSince } from '../domain/followed-topics';
import { DIGEST_FREQUENCIES, type DigestFrequency } from '../domain/frequency';
import { isPaused } from '../domain/pause';
import type { DigestPlan, Subscriber, Subscription } from '../domain/subscriber';

export interface RescheduleDependencies {
  reschedule: (
    subscriberId: string,
    frequency: DigestFrequency,
    rescheduled: RescheduledDigest,
  ) => Promise<void>;
  now: () => string;
}

export interface MoveDigestsDependencies extends RescheduleDependencies {
  setSchedule: (
    subscriberId: string,
    schedule: Pick<Subscriber, 'hour' | 'timeZone'>,
  ) => Promise<void>;
}

/**
 * Stores the subscriber's hour and time zone, and moves the digests already planned. The profile comes
 * first, so that whatever finds its plan rescheduled reads the new hour there.
 */
export function moveDigests({ setSchedule, ...dependencies }: MoveDigestsDependencies) {
  const reschedule = rescheduleDigests(dependencies);
  return async (
    subscriberId: string,
    schedule: DigestSchedule & { pausedUntil?: string },
  ): Promise<void> => {
    const { hour, timeZone } = schedule;
    await setSchedule(subscriberId, { hour, timeZone });
    await reschedule(subscriberId, schedule);
  };
}

/** What digests are moved from. */
export interface FormerDigests {
  /** The schedule before. */
  schedule: DigestSchedule;
  digests: Pick<DigestPlan, 'frequency' | 'settledUntil'>[];
  subscriptions: Subscription[];
}

/** Moves the digests already planned to another hour, day or time zone. */
export function rescheduleDigests({ reschedule, now }: RescheduleDependencies) {
  return async (
    subscriberId: string,
    { pausedUntil, ...schedule }: DigestSchedule & { pausedUntil?: string },
    former: FormerDigests = { schedule, digests: [], subscriptions: [] },
  ): Promise<void> => {
    const time = now();
    const isLater = pausedUntil !== undefined && isPaused({ pausedUntil }, time);
    const from = isLater ? new Date(Date.parse(pausedUntil) - 1).toISOString() : time;
    // All frequencies: one may have been planned since the subscriber was read.
    for (const frequency of DIGEST_FREQUENCIES) {
      const plan = former.digests.find((one) => one.frequency === frequency);
      const since = plan && uncoveredSince(former.subscriptions, frequency, plan.settledUntil);
      const planned = {
        isAnotherDay: isAnotherDay(frequency, former.schedule, schedule),
        ...(since === undefined ? {} : { uncoveredSince: since }),
      };
      const rescheduled = rescheduleDigest({ ...schedule, frequency }, from, planned);
      await reschedule(subscriberId, frequency, rescheduled);
    }
  };
}

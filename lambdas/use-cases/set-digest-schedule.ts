import { type RescheduledDigest, rescheduleDigest } from '../domain/digest-schedule';
import { DIGEST_FREQUENCIES, type DigestFrequency } from '../domain/frequency';
import { readHour } from '../domain/hour';
import type { Refused } from '../domain/refusal';
import type { Subscriber, SubscriberFile } from '../domain/subscriber';
import { readTimeZone } from '../domain/time-zone';

export interface SetDigestScheduleDependencies {
  setSchedule: (
    subscriberId: string,
    schedule: Pick<Subscriber, 'hour' | 'timeZone'>,
  ) => Promise<void>;
  reschedule: (
    subscriberId: string,
    frequency: DigestFrequency,
    rescheduled: RescheduledDigest,
  ) => Promise<void>;
  now: () => string;
}

export type ScheduleOutcome =
  | { outcome: 'set' }
  | { outcome: 'refused'; errors: { hour?: Refused; timeZone?: Refused } };

/**
 * Stores the subscriber's hour and time zone, and moves the digests already planned. The profile comes
 * first, so that whatever finds its plan rescheduled reads the new hour there.
 */
export function moveDigests({ setSchedule, reschedule, now }: SetDigestScheduleDependencies) {
  return async (
    subscriberId: string,
    schedule: Pick<Subscriber, 'hour' | 'timeZone'>,
  ): Promise<void> => {
    await setSchedule(subscriberId, schedule);
    // All frequencies: one may have been planned since the subscriber was read.
    for (const frequency of DIGEST_FREQUENCIES) {
      const rescheduled = rescheduleDigest({ frequency, ...schedule }, now());
      await reschedule(subscriberId, frequency, rescheduled);
    }
  };
}

/** Moves the subscriber's digests to the hour and time zone of the form, if they are valid. */
export function setDigestSchedule(dependencies: SetDigestScheduleDependencies) {
  const move = moveDigests(dependencies);
  return async (
    { subscriber }: SubscriberFile,
    form: { hour: string; timeZone: string },
  ): Promise<ScheduleOutcome> => {
    const hour = readHour(form.hour, subscriber.hour);
    const timeZone = readTimeZone(form.timeZone, subscriber.timeZone);
    if (hour.outcome === 'refused' || timeZone.outcome === 'refused') {
      const errors = {
        ...(hour.outcome === 'refused' ? { hour } : {}),
        ...(timeZone.outcome === 'refused' ? { timeZone } : {}),
      };
      return { outcome: 'refused', errors };
    }

    await move(subscriber.subscriberId, { hour: hour.value, timeZone: timeZone.value });
    return { outcome: 'set' };
  };
}

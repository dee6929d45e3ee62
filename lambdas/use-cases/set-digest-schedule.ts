import { type RescheduledDigest, rescheduleDigest } from '../domain/digest-schedule';
import type { DigestFrequency } from '../domain/frequency';
import { readHour } from '../domain/hour';
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
  | { outcome: 'refused'; errors: { hour?: string; timeZone?: string } };

/** Moves the subscriber's digests to another hour or time zone, including those already planned. */
export function setDigestSchedule(dependencies: SetDigestScheduleDependencies) {
  return async (
    { subscriber, digests }: SubscriberFile,
    form: { hour: string; timeZone: string },
  ): Promise<ScheduleOutcome> => {
    const hour = readHour(form.hour, subscriber.hour);
    const timeZone = readTimeZone(form.timeZone, subscriber.timeZone);
    if (hour.outcome === 'refused' || timeZone.outcome === 'refused') {
      const errors = {
        ...(hour.outcome === 'refused' ? { hour: hour.reason } : {}),
        ...(timeZone.outcome === 'refused' ? { timeZone: timeZone.reason } : {}),
      };
      return { outcome: 'refused', errors };
    }

    const schedule = { hour: hour.value, timeZone: timeZone.value };
    const { subscriberId } = subscriber;
    await dependencies.setSchedule(subscriberId, schedule);
    for (const { frequency } of digests) {
      const rescheduled = rescheduleDigest({ frequency, ...schedule }, dependencies.now());
      await dependencies.reschedule(subscriberId, frequency, rescheduled);
    }
    return { outcome: 'set' };
  };
}

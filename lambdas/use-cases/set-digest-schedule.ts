import { readHour } from '../domain/hour';
import type { Refused } from '../domain/refusal';
import type { SubscriberFile } from '../domain/subscriber';
import { readTimeZone } from '../domain/time-zone';
import { type MoveDigestsDependencies, moveDigests } from './move-digests';

export type ScheduleOutcome =
  | { outcome: 'set' }
  | { outcome: 'refused'; errors: { hour?: Refused; timeZone?: Refused } };

/** Moves the subscriber's digests to the hour and time zone of the form, if they are valid. */
export function setDigestSchedule(dependencies: MoveDigestsDependencies) {
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

    await move(subscriber.subscriberId, {
      ...subscriber,
      hour: hour.value,
      timeZone: timeZone.value,
    });
    return { outcome: 'set' };
  };
}

import { isTimeZone, nextDigestAt } from '../domain/digest-schedule';
import type { DigestFrequency } from '../domain/frequency';
import type { Subscriber, SubscriberFile } from '../domain/subscriber';
import { readHour } from './ask-to-follow';

export interface SetSchedule {
  setSchedule: (
    subscriberId: string,
    schedule: Pick<Subscriber, 'hour' | 'timeZone'>,
  ) => Promise<void>;
  reschedule: (subscriberId: string, frequency: DigestFrequency, dueAt: string) => Promise<void>;
  now: () => string;
}

export type ScheduleSet =
  | { outcome: 'set' }
  | { outcome: 'refused'; errors: { hour?: string; timeZone?: string } };

/** Moves the subscriber's digests to another hour or time zone, the next ones included. */
export function setSchedule(deps: SetSchedule) {
  return async (
    { subscriber, digests }: SubscriberFile,
    form: { hour: string; timeZone: string },
  ): Promise<ScheduleSet> => {
    const hour = readHour(form.hour, subscriber.hour);
    const errors = {
      ...(hour === undefined ? { hour: 'Choose an hour from 0 to 23.' } : {}),
      ...(isTimeZone(form.timeZone)
        ? {}
        : { timeZone: 'We do not know that time zone. Choose one such as Europe/London.' }),
    };
    if (hour === undefined || Object.keys(errors).length > 0) return { outcome: 'refused', errors };

    const { subscriberId } = subscriber;
    const { timeZone } = form;
    await deps.setSchedule(subscriberId, { hour, timeZone });
    for (const { frequency } of digests) {
      const dueAt = nextDigestAt({ frequency, hour, timeZone }, deps.now());
      await deps.reschedule(subscriberId, frequency, dueAt);
    }
    return { outcome: 'set' };
  };
}

import type { FollowRequest } from './follow-request';
import type { Subscriber } from './subscriber';

/**
 * The hour and time zone after a request: those that it chooses, or else the subscriber's own. Those in the
 * form otherwise count only for someone new, since the form comes filled in.
 */
export function requestedSchedule(
  { hour, timeZone, chosen = [] }: FollowRequest,
  subscriber?: Pick<Subscriber, 'hour' | 'timeZone'>,
): Pick<Subscriber, 'hour' | 'timeZone'> {
  if (subscriber === undefined) return { hour, timeZone };
  return {
    hour: chosen.includes('hour') ? hour : subscriber.hour,
    timeZone: chosen.includes('timeZone') ? timeZone : subscriber.timeZone,
  };
}

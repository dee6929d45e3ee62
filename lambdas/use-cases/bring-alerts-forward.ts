import {
  type AlertLimits,
  alertLimitsOf,
  alertTimeOf,
  findAlertWait,
} from '../domain/alert-window';
import type { DeliveryRequest } from '../domain/delivery';
import type { SubscriberFile } from '../domain/subscriber';

export interface BringAlertsForwardDependencies {
  /** The read is consistent. */
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Makes waiting alerts due at this time (ISO 8601), unless they are due earlier. */
  bringAlertsForward: (subscriberId: string, dueAt: string) => Promise<void>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  alertLimits: AlertLimits;
  now: () => string;
}

/**
 * Makes alerts that wait due at the first time that the subscriber's preferences allow, and queues them if
 * that is now. They are in the index of what is due, so they are sent even if the message is lost.
 */
export function bringAlertsForward(dependencies: BringAlertsForwardDependencies) {
  const { subscriberFile, alertLimits, now } = dependencies;
  return async (subscriberId: string): Promise<void> => {
    const file = await subscriberFile(subscriberId);
    if (file === undefined || file.alerts.gathered.length === 0) return;
    const { subscriber, alerts } = file;
    const time = now();
    const wait = findAlertWait(
      alerts,
      alertTimeOf(subscriber, time),
      alertLimitsOf(subscriber, alertLimits),
    );
    const endOfWindow = alerts.window?.endsAt ?? '';
    const inWindow = endOfWindow > time;
    const dueAt = wait?.until ?? (inWindow ? endOfWindow : time);
    await dependencies.bringAlertsForward(subscriberId, dueAt);
    if (dueAt > time) return;
    await dependencies.sendDeliveries([{ kind: 'gathered', subscriberId, round: alerts.round }]);
  };
}

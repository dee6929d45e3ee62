import type { GatheredAlert } from '../../domain/alert-window';
import {
  type AlertLimits,
  type AlertState,
  type AlertWindow,
  alertLimitsOf,
  alertTimeOf,
  decideAlert,
} from '../../domain/alert-window';
import type { Gathering } from '../../domain/delivery-progress';
import type { SubscriberFile } from '../../domain/subscriber';

export interface ThrottleAlertDependencies {
  alertLimits: AlertLimits;
  /** False if another alert changed `state` meanwhile. */
  openAlertWindow: (
    subscriberId: string,
    state: AlertState,
    opens: AlertWindow,
  ) => Promise<boolean>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  now: () => string;
}

export type ThrottledAlert = { outcome: 'send' } | { outcome: 'gather'; gathering: Gathering };

/** Alerts of one subscriber that are prepared at the same time may conflict this often. */
const MAX_ATTEMPTS = 50;

/** Lets an alert go at once, and so opens a window, or says until when it is gathered. */
export function throttleAlert(dependencies: ThrottleAlertDependencies) {
  const { openAlertWindow, subscriberFile, now } = dependencies;
  return async (
    initial: SubscriberFile,
    alert: GatheredAlert,
    deliveryId: string,
  ): Promise<ThrottledAlert> => {
    const { subscriberId } = initial.subscriber;
    let file = initial;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const { subscriber, alerts: state, preferenceChanges = 0 } = file;
      const limits = alertLimitsOf(subscriber, dependencies.alertLimits);
      const decision = decideAlert(state, deliveryId, alertTimeOf(subscriber, now()), limits);
      switch (decision.outcome) {
        case 'send-again':
          return { outcome: 'send' };
        case 'gather': {
          const { round, gathered } = state;
          const { until } = decision;
          const isFirst = gathered.length === 0;
          const gathering = { subscriberId, alert, until, round, isFirst, preferenceChanges };
          return { outcome: 'gather', gathering };
        }
        case 'send':
          // Without limits, nothing needs to be remembered.
          if (limits.windowMs === 0 && limits.maxPerDay === 0) return { outcome: 'send' };
          if (await openAlertWindow(subscriberId, state, decision.opens)) {
            return { outcome: 'send' };
          }
          file = (await subscriberFile(subscriberId)) ?? file;
          break;
        default:
          decision satisfies never;
      }
    }
    throw new Error(
      'The alert could not be sent or gathered: every attempt conflicted with another change.',
    );
  };
}

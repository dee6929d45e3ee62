import { type Frequency, readFrequency } from '../domain/frequency';
import type { Subscriber, SubscriberFile, Subscription } from '../domain/subscriber';
import type { ScheduleOutcome } from './set-digest-schedule';

/** What a subscriber asks for on their manage page. */
export type ManageAction =
  | { action: 'stop'; topicId: string }
  | { action: 'set-frequency'; topicId: string; frequency: string }
  | { action: 'set-schedule'; hour: string; timeZone: string }
  | { action: 'stop-everything' };

export interface ManageSubscriptionsDependencies {
  unfollow: (subscriberId: string, topicId: string) => Promise<unknown>;
  changeFrequency: (
    subscriber: Subscriber,
    topicId: string,
    frequency: Frequency,
  ) => Promise<'changed' | 'unchanged' | 'not-followed'>;
  setSchedule: (
    file: SubscriberFile,
    form: { hour: string; timeZone: string },
  ) => Promise<ScheduleOutcome>;
  unsubscribeFromAll: (subscriberId: string) => Promise<unknown>;
}

export type ManageOutcome =
  | { outcome: 'stopped'; expression: string }
  | { outcome: 'frequency-set'; expression: string; frequency: Frequency }
  | { outcome: 'schedule-set' }
  | { outcome: 'schedule-refused'; errors: { hour?: string; timeZone?: string } }
  | { outcome: 'stopped-everything' }
  /** The topic is not followed any more, or there is no such frequency. */
  | { outcome: 'nothing-to-do' };

/** Does what a subscriber asks for on their manage page. A repeated request changes nothing. */
export function manageSubscriptions(dependencies: ManageSubscriptionsDependencies) {
  const { unfollow, changeFrequency, setSchedule, unsubscribeFromAll } = dependencies;
  return async (file: SubscriberFile, action: ManageAction): Promise<ManageOutcome> => {
    const { subscriber } = file;
    switch (action.action) {
      case 'stop': {
        const subscription = subscriptionTo(file, action.topicId);
        if (subscription === undefined) return { outcome: 'nothing-to-do' };
        await unfollow(subscriber.subscriberId, subscription.topicId);
        return { outcome: 'stopped', expression: subscription.expression };
      }
      case 'set-frequency': {
        const subscription = subscriptionTo(file, action.topicId);
        const frequency = readFrequency(action.frequency);
        if (subscription === undefined || frequency.outcome === 'refused') {
          return { outcome: 'nothing-to-do' };
        }
        const { topicId, expression } = subscription;
        const changed = await changeFrequency(subscriber, topicId, frequency.value);
        if (changed === 'not-followed') return { outcome: 'nothing-to-do' };
        return { outcome: 'frequency-set', expression, frequency: frequency.value };
      }
      case 'set-schedule': {
        const set = await setSchedule(file, action);
        if (set.outcome === 'set') return { outcome: 'schedule-set' };
        return { outcome: 'schedule-refused', errors: set.errors };
      }
      case 'stop-everything':
        await unsubscribeFromAll(subscriber.subscriberId);
        return { outcome: 'stopped-everything' };
      default:
        return action satisfies never;
    }
  };
}

function subscriptionTo(file: SubscriberFile, topicId: string): Subscription | undefined {
  return file.subscriptions.find((subscription) => subscription.topicId === topicId);
}

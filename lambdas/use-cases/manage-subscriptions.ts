import type { FollowRequest } from '../domain/delivery';
import { FREQUENCIES, type Frequency } from '../domain/frequency';
import type { Consent, SubscriberFile, Subscription } from '../domain/subscriber';
import type { ScheduleOutcome } from './set-digest-schedule';

/** What a subscriber asks for on their own page. */
export type ManageAction =
  | { action: 'stop'; topicId: string }
  | { action: 'set-frequency'; topicId: string; frequency: string }
  | { action: 'set-schedule'; hour: string; timeZone: string }
  | { action: 'stop-everything' };

export interface ManageSubscriptionsDependencies {
  unfollow: (subscriberId: string, topicId: string) => Promise<unknown>;
  followTopics: (request: FollowRequest, consent: Consent) => Promise<unknown>;
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

/** Does what a subscriber asks for on their own page; done twice, nothing more changes. */
export function manageSubscriptions(deps: ManageSubscriptionsDependencies) {
  return async (file: SubscriberFile, wish: ManageAction): Promise<ManageOutcome> => {
    const { subscriberId } = file.subscriber;
    switch (wish.action) {
      case 'stop': {
        const subscription = subscriptionTo(file, wish.topicId);
        if (subscription === undefined) return { outcome: 'nothing-to-do' };
        await deps.unfollow(subscriberId, subscription.topicId);
        return { outcome: 'stopped', expression: subscription.expression };
      }
      case 'set-frequency': {
        const subscription = subscriptionTo(file, wish.topicId);
        const frequency = FREQUENCIES.find((one) => one === wish.frequency);
        if (subscription === undefined || frequency === undefined) {
          return { outcome: 'nothing-to-do' };
        }
        await deps.followTopics(again(file, subscription, frequency), subscription.consent);
        return { outcome: 'frequency-set', expression: subscription.expression, frequency };
      }
      case 'set-schedule': {
        const set = await deps.setSchedule(file, wish);
        if (set.outcome === 'set') return { outcome: 'schedule-set' };
        return { outcome: 'schedule-refused', errors: set.errors };
      }
      case 'stop-everything':
        await deps.unsubscribeFromAll(subscriberId);
        return { outcome: 'stopped-everything' };
      default:
        return wish satisfies never;
    }
  };
}

function subscriptionTo(file: SubscriberFile, topicId: string): Subscription | undefined {
  return file.subscriptions.find((subscription) => subscription.topicId === topicId);
}

function again(
  { subscriber: { address, timeZone, hour } }: SubscriberFile,
  { expression, language }: Subscription,
  frequency: Frequency,
): FollowRequest {
  return { address, expressions: [expression], language, frequency, timeZone, hour };
}

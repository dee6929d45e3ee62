import type { SubscriberFile } from '../../lambdas/domain/subscriber';

/** The file of a subscriber with the address `<subscriberId>@example.org`. */
export const aSubscriberFile = (
  subscriberId: string,
  changes: Partial<SubscriberFile['subscriber']> = {},
  subscriptions: SubscriberFile['subscriptions'] = [],
): SubscriberFile => ({
  subscriber: {
    subscriberId,
    address: `${subscriberId}@example.org`,
    timeZone: 'UTC',
    hour: 8,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  },
  subscriptions,
  digests: [],
  alerts: { round: 0, gathered: [], unlisted: 0 },
  unsubscribes: 0,
});

import { forgetSubscriber } from '../../lambdas/use-cases/forget-subscriber';
import { unsubscribeFromAll } from '../../lambdas/use-cases/unsubscribe-from-all';
import { aSubscriber, aSubscription } from '../support/adapters';

describe('a subscriber who leaves', () => {
  let steps: string[];
  beforeEach(() => {
    steps = [];
  });
  const dependencies = {
    subscriberFile: async (subscriberId: string) =>
      subscriberId === 'ann'
        ? {
            subscriber: aSubscriber('ann'),
            subscriptions: [
              aSubscription('gaza', { expression: 'Gaza aid' }),
              aSubscription('rain'),
            ],
            digests: [],
          }
        : undefined,
    unfollow: async (subscriberId: string, topicId: string) => {
      steps.push(`unfollow ${topicId} of ${subscriberId}`);
      return 'unfollowed' as const;
    },
    erase: async ({ subscriberId }: { subscriberId: string }) => {
      steps.push(`erase ${subscriberId}`);
    },
    followedTopicIds: async () => ['late'],
  };

  it('unfollows every topic when they unsubscribe, and gets a list of them', async () => {
    expect(await unsubscribeFromAll(dependencies)('ann')).toEqual({
      outcome: 'unsubscribed',
      subscriber: aSubscriber('ann'),
      topics: ['Gaza aid', 'rain'],
    });
    expect(steps).toEqual(['unfollow gaza of ann', 'unfollow rain of ann']);
  });

  it('is erased when they are forgotten, also from a topic that was followed meanwhile', async () => {
    expect(await forgetSubscriber(dependencies)('ann')).toBe('forgotten');
    expect(steps).toEqual([
      'unfollow gaza of ann',
      'unfollow rain of ann',
      'erase ann',
      'unfollow late of ann',
    ]);
  });

  it('is reported as unknown if there is no such subscriber', async () => {
    expect(await unsubscribeFromAll(dependencies)('bob')).toEqual({ outcome: 'unknown' });
    expect(await forgetSubscriber(dependencies)('bob')).toBe('unknown');
    expect(steps).toEqual([]);
  });
});

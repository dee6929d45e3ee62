import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { forgetSubscriber } from '../../lambdas/use-cases/forget-subscriber';
import { unsubscribeFromAll } from '../../lambdas/use-cases/unsubscribe-from-all';
import { aSubscriber, aSubscription } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('a subscriber who leaves', () => {
  let steps: string[];
  beforeEach(() => {
    steps = [];
  });
  const dependencies = {
    subscriberFile: async (subscriberId: string) =>
      ['ann', 'cat'].includes(subscriberId)
        ? {
            subscriber: aSubscriber(subscriberId),
            subscriptions:
              subscriberId === 'ann'
                ? [aSubscription('gaza', { expression: 'Gaza aid' }), aSubscription('rain')]
                : [],
            alerts: NO_ALERTS,
            unsubscribes: 0,
            digests: [],
          }
        : undefined,
    markUnsubscribed: async (subscriberId: string, at: string) => {
      steps.push(`mark ${subscriberId} at ${at}`);
      return 'marked' as const;
    },
    markErased: async (address: string) => {
      steps.push(`mark ${address} as erased`);
    },
    erase: async ({ subscriberId }: { subscriberId: string }) => {
      steps.push(`erase ${subscriberId}`);
      return true;
    },
    cleanUp: async (subscriberId: string) => {
      steps.push(`clean up after ${subscriberId}`);
      return 'finished' as const;
    },
    now: () => NOON,
  };

  it('is marked when they unsubscribe, and gets a list of what they followed', async () => {
    expect(await unsubscribeFromAll(dependencies)('ann')).toEqual({
      outcome: 'unsubscribed',
      subscriber: aSubscriber('ann'),
      topics: ['Gaza aid', 'rain'],
    });
    expect(steps).toEqual([`mark ann at ${NOON}`, 'clean up after ann']);
  });

  it('is unsubscribed even if the clean-up fails', async () => {
    const unsubscribe = unsubscribeFromAll({
      ...dependencies,
      cleanUp: () => Promise.reject(new Error('DynamoDB is away.')),
    });
    expect(await unsubscribe('ann')).toMatchObject({ outcome: 'unsubscribed' });
  });

  it('is not marked again if they follow nothing any more', async () => {
    expect(await unsubscribeFromAll(dependencies)('cat')).toMatchObject({ topics: [] });
    expect(steps).toEqual(['clean up after cat']);
  });

  it('does not wait long for the clean-up', async () => {
    let seconds = 0;
    const timesUp: boolean[] = [];
    const unsubscribe = unsubscribeFromAll({
      ...dependencies,
      now: () => new Date(Date.parse(NOON) + seconds * 1000).toISOString(),
      cleanUp: async (_subscriberId, isTimeUp) => {
        for (seconds of [1, 3, 4]) timesUp.push(isTimeUp());
        return 'unfinished';
      },
    });
    expect(await unsubscribe('ann')).toMatchObject({ outcome: 'unsubscribed' });
    expect(timesUp).toEqual([false, false, true]);
  });

  it('is erased before the rest is cleaned up when they are forgotten', async () => {
    expect(await forgetSubscriber(dependencies)('ann')).toBe('forgotten');
    expect(steps).toEqual([
      `mark ${aSubscriber('ann').address} as erased`,
      'erase ann',
      'clean up after ann',
    ]);
  });

  it('is reported as unknown if there is no such subscriber', async () => {
    expect(await unsubscribeFromAll(dependencies)('bob')).toEqual({ outcome: 'unknown' });
    expect(await forgetSubscriber(dependencies)('bob')).toBe('unknown');
    expect(steps).toEqual([]);
  });

  it('is reported as unknown if they are erased at the same time', async () => {
    const unsubscribe = unsubscribeFromAll({
      ...dependencies,
      markUnsubscribed: async () => 'unknown',
    });
    expect(await unsubscribe('ann')).toEqual({ outcome: 'unknown' });
  });
});

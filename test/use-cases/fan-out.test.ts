import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import type { FanOutRequest } from '../../lambdas/domain/fan-out-request';
import { fanOutRequestSchema } from '../../lambdas/domain/fan-out-request';
import { fanOut } from '../../lambdas/use-cases/fan-out';

const topic: FanOutRequest = { topicId: 'gaza-aid', briefingId: 'border', edition: 2 };
const followers = Array.from({ length: 12 }, (_, number) => `person${10 + number}`);
const FOLLOWERS_PER_PAGE = 5;

describe('fanning out', () => {
  let deliveries: DeliveryRequest[];
  let later: FanOutRequest[];
  beforeEach(() => {
    deliveries = [];
    later = [];
  });

  /** Runs with enough time left for this number of pages. */
  const run = (message: FanOutRequest, pagesInTime = Number.POSITIVE_INFINITY, fails = false) => {
    let pages = 0;
    return fanOut({
      followersOf: async (topicId, frequency, startAfter) => {
        expect([topicId, frequency]).toEqual(['gaza-aid', 'instant']);
        const start = startAfter === undefined ? 0 : followers.indexOf(startAfter) + 1;
        const end = start + FOLLOWERS_PER_PAGE;
        const subscriberIds = followers.slice(start, end);
        const last = end < followers.length ? subscriberIds.at(-1) : undefined;
        return { subscriberIds, ...(last ? { last } : {}) };
      },
      sendDeliveries: async (requests) => {
        if (fails) throw new Error('The queue does not answer.');
        deliveries.push(...requests);
      },
      continueLater: async (rest) => {
        later.push(rest);
      },
      timeLeftMs: () => {
        pages += 1;
        return pages > pagesInTime ? 9_000 : 20_000;
      },
    })(message);
  };
  const recipients = () => deliveries.map((one) => ('subscriberId' in one ? one.subscriberId : ''));

  it('creates one delivery for each follower, page by page', async () => {
    expect(await run(topic)).toEqual({ deliveries: 12 });
    expect(recipients()).toEqual(followers);
    expect(deliveries[0]).toEqual({
      kind: 'alert',
      briefingId: 'border',
      edition: 2,
      subscriberId: 'person10',
    });
    expect(later).toEqual([]);
  });

  it('queues the rest of the followers if there is not enough time left', async () => {
    expect(await run(topic, 2)).toEqual({ deliveries: 10 });
    expect(later).toEqual([{ ...topic, startAfter: 'person19' }]);
    const [rest = topic] = later;
    // The request goes through a queue.
    await run(fanOutRequestSchema.parse(JSON.parse(JSON.stringify(rest))));
    expect(recipients()).toEqual(followers);
  });

  it('reads another page if there is just enough time', async () => {
    const run = fanOut({
      followersOf: async () => ({ subscriberIds: ['ann'] }),
      sendDeliveries: async () => {},
      continueLater: async (rest) => {
        later.push(rest);
      },
      timeLeftMs: () => 10_000,
    });
    expect(await run(topic)).toEqual({ deliveries: 1 });
    expect(later).toEqual([]);
  });

  it('queues all followers if there is no time for a page', async () => {
    await run({ ...topic, startAfter: 'person14' }, 0);
    expect(deliveries).toEqual([]);
    expect(later).toEqual([{ ...topic, startAfter: 'person14' }]);
    later = [];
    await run(topic, 0);
    expect(later).toEqual([topic]);
  });

  it('creates the same deliveries if it runs twice', async () => {
    await run(topic);
    await run(topic);
    expect(new Set(deliveries.map(deliveryIdOf)).size).toBe(12);
  });

  it('throws if the queue fails, so that the whole request is retried', async () => {
    await expect(run(topic, 3, true)).rejects.toThrow('does not answer');
    expect(later).toEqual([]);
  });
});

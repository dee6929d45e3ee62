import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import type { FanOutRequest } from '../../lambdas/domain/fan-out-request';
import { fanOutRequestSchema } from '../../lambdas/domain/fan-out-request';
import { fanOut } from '../../lambdas/use-cases/fan-out';

const topic: FanOutRequest = { topicId: 'gaza-aid', briefingId: 'border', edition: 2 };
/** Twelve followers, five a page. */
const followers = Array.from({ length: 12 }, (_, number) => `person${10 + number}`);
const PAGE = 5;

describe('fanning out', () => {
  let deliveries: DeliveryRequest[];
  let later: FanOutRequest[];
  beforeEach(() => {
    deliveries = [];
    later = [];
  });

  /** Runs until the time is up: so many looks at the clock before it is. */
  const run = (message: FanOutRequest, looks = Number.POSITIVE_INFINITY, fails = false) => {
    let seen = 0;
    return fanOut({
      followersOf: async (topicId, frequency, startAfter) => {
        expect([topicId, frequency]).toEqual(['gaza-aid', 'instant']);
        const from = startAfter === undefined ? 0 : followers.indexOf(startAfter) + 1;
        const subscriberIds = followers.slice(from, from + PAGE);
        const last = from + PAGE < followers.length ? subscriberIds.at(-1) : undefined;
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
        seen += 1;
        return seen > looks ? 9_000 : 20_000;
      },
    })(message);
  };
  const reached = () => deliveries.map((one) => ('subscriberId' in one ? one.subscriberId : ''));

  it('makes one delivery for each follower, page by page', async () => {
    expect(await run(topic)).toEqual({ deliveries: 12 });
    expect(reached()).toEqual(followers);
    expect(deliveries[0]).toEqual({
      kind: 'alert',
      briefingId: 'border',
      edition: 2,
      subscriberId: 'person10',
    });
    expect(later).toEqual([]);
  });

  it('leaves the rest to a later run when its time is nearly up, from the last it reached', async () => {
    expect(await run(topic, 2)).toEqual({ deliveries: 10 });
    expect(later).toEqual([{ ...topic, startAfter: 'person19' }]);
    const [rest = topic] = later;
    // The message goes through a queue.
    await run(fanOutRequestSchema.parse(JSON.parse(JSON.stringify(rest))));
    expect(reached()).toEqual(followers);
  });

  it('leaves all of it when there is no time at all', async () => {
    await run({ ...topic, startAfter: 'person14' }, 0);
    expect(deliveries).toEqual([]);
    expect(later).toEqual([{ ...topic, startAfter: 'person14' }]);
    later = [];
    await run(topic, 0);
    expect(later).toEqual([topic]);
  });

  it('makes the same deliveries when it runs twice', async () => {
    await run(topic);
    await run(topic);
    expect(new Set(deliveries.map(deliveryIdOf)).size).toBe(12);
  });

  it('fails when the queue does, so that the message comes back whole', async () => {
    await expect(run(topic, 3, true)).rejects.toThrow('does not answer');
    expect(later).toEqual([]);
  });
});

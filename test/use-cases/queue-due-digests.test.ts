import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import type { DueDigestsRequest } from '../../lambdas/domain/due-digests';
import { queueDueDigests } from '../../lambdas/use-cases/queue-due-digests';

const EIGHT = '2026-12-02T08:00:00.000Z';
const request: DueDigestsRequest = { shard: '3', from: '', to: '2026-12-02T08:02:00.000Z' };
const dueDigests = Array.from({ length: 12 }, (_, number) => ({
  subscriberId: `person${10 + number}`,
  frequency: 'daily' as const,
  round: 4,
  dueAt: EIGHT,
}));
const DIGESTS_PER_PAGE = 5;

describe('queueing due digests', () => {
  let queued: DeliveryRequest[];
  let later: DueDigestsRequest[];
  /** The most digests that were read but not queued at any time. */
  let maxHeld: number;
  beforeEach(() => {
    queued = [];
    later = [];
    maxHeld = 0;
  });

  /** Runs with enough time left for this number of pages. */
  const run = (message: DueDigestsRequest, pagesInTime = Number.POSITIVE_INFINITY) => {
    let pages = 0;
    let held = 0;
    return queueDueDigests({
      dueDigests: async ({ shard, startAfter }) => {
        expect(shard).toBe('3');
        const start = dueDigests.findIndex(
          ({ subscriberId }) => subscriberId === startAfter?.subscriberId,
        );
        const digests = dueDigests.slice(start + 1, start + 1 + DIGESTS_PER_PAGE);
        held += digests.length;
        maxHeld = Math.max(maxHeld, held);
        const last = digests.at(-1);
        return last && last !== dueDigests.at(-1) ? { digests, last } : { digests };
      },
      sendDeliveries: async (deliveries) => {
        queued.push(...deliveries);
        held -= deliveries.length;
      },
      continueLater: async (rest) => {
        later.push(rest);
      },
      timeLeftMs: () => {
        pages += 1;
        return pages > pagesInTime ? 9_999 : 10_000;
      },
    })(message);
  };
  const subscribers = () => queued.map((one) => ('subscriberId' in one ? one.subscriberId : ''));
  const everyone = dueDigests.map(({ subscriberId }) => subscriberId);

  it('queues one delivery for each digest', async () => {
    expect(await run(request)).toEqual({ digests: 12 });
    expect(queued[0]).toEqual({
      kind: 'digest',
      subscriberId: 'person10',
      frequency: 'daily',
      round: 4,
    });
    expect(subscribers()).toEqual(everyone);
    expect(later).toEqual([]);
  });

  it('holds one page in memory at a time', async () => {
    await run(request);
    expect(maxHeld).toBe(DIGESTS_PER_PAGE);
  });

  it('requests the rest if there is not enough time left, and then queues each digest once', async () => {
    expect(await run(request, 1)).toEqual({ digests: 5 });
    const [rest, ...others] = later;
    expect(rest).toMatchObject({ ...request, startAfter: { subscriberId: 'person14' } });
    expect(others).toEqual([]);
    if (rest) await run(rest);
    expect(subscribers()).toEqual(everyone);
  });

  it('requests everything again if there is no time for a page', async () => {
    expect(await run(request, 0)).toEqual({ digests: 0 });
    expect(later).toEqual([request]);
  });

  it('throws if the queue fails, so that the whole request is retried', async () => {
    const failing = queueDueDigests({
      dueDigests: async () => ({ digests: dueDigests }),
      sendDeliveries: async () => {
        throw new Error('The queue does not answer.');
      },
      continueLater: async (rest) => {
        later.push(rest);
      },
      timeLeftMs: () => 20_000,
    });
    await expect(failing(request)).rejects.toThrow('does not answer');
    expect(later).toEqual([]);
  });
});

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { SEND_LINES, SendSlots } from '../../lambdas/adapters/send-slots';
import { findFreeSlots } from '../../lambdas/domain/send-slots';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOW = Date.parse('2026-12-02T12:00:00.000Z');
const MINUTE = 60_000;

describe('the send slots of the account', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());
  beforeEach(() => setLine({}));

  const aWorker = () => new SendSlots(adapters.client, adapters.name('Deliveries'), SEND_LINES.all);
  const setLine = (line: object) =>
    adapters.client.send(
      new PutCommand({
        TableName: adapters.name('Deliveries'),
        Item: { deliveryId: SEND_LINES.all, ...line },
      }),
    );
  const line = () => adapters.item('Deliveries', { deliveryId: SEND_LINES.all });
  const aRequest = {
    count: 10,
    intervalMs: 75.188,
    now: NOW,
    earliest: NOW + 25,
    latest: NOW + 60_000,
  };

  it('are each given to one email only, however many workers reserve at once', async () => {
    const reservations = await Promise.all(
      Array.from({ length: 20 }, () => aWorker().reserve(aRequest)),
    );
    const firsts = reservations
      .map((reserved) => (reserved.outcome === 'reserved' ? reserved.first : Number.NaN))
      .sort((a, b) => a - b);
    expect(firsts[0]).toBe(NOW + 25);
    for (const [index, first] of firsts.entries()) {
      expect(first - (NOW + 25)).toBeCloseTo(index * 10 * 75.188, 2);
    }
  });

  it('are found by the same rule in DynamoDB as in the domain', async () => {
    const time = fc.option(
      fc.oneof(fc.integer({ min: -700, max: 700 }), fc.integer({ min: -900_000, max: 900_000 })),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(time, time, async (nextIn, pausedFor) => {
        const stored = {
          ...(nextIn === undefined ? {} : { nextAt: NOW + nextIn }),
          ...(pausedFor === undefined ? {} : { pausedUntil: NOW + pausedFor }),
        };
        await setLine(stored);
        const request = { ...aRequest, latest: NOW + 500 };
        const free = findFreeSlots(stored, request);
        const first = free.outcome === 'next-in-line' ? stored.nextAt : request.earliest;
        expect(await aWorker().reserve(request)).toEqual(
          free.outcome === 'full' || free.outcome === 'paused'
            ? free
            : { outcome: 'reserved', first },
        );
      }),
      { numRuns: 30 },
    );
  });

  it('are not given out while sending is paused, and a pause is not prolonged', async () => {
    const until = NOW + MINUTE;
    expect(await aWorker().pausedUntil(NOW)).toBeUndefined();
    expect(await Promise.all([1, 2, 3].map(() => aWorker().pause(NOW)))).toEqual([
      until,
      until,
      until,
    ]);
    expect(await aWorker().pause(NOW + MINUTE / 2)).toBe(until);
    expect(await aWorker().pausedUntil(NOW)).toBe(until);
    expect(await aWorker().reserve(aRequest)).toEqual({ outcome: 'paused', until });
    const later = { now: until, earliest: until, latest: until };
    expect(await aWorker().reserve({ ...aRequest, ...later })).toMatchObject({
      outcome: 'reserved',
    });
    expect(await line()).toMatchObject({ pausedUntil: until });
  });

  it('are paused for twice as long if SES refuses again after the pause', async () => {
    const worker = aWorker();
    const first = await worker.pause(NOW);
    expect((await worker.pause(first + 1)) - first - 1).toBe(2 * MINUTE);
  });

  it('of a worker that saw the line long ago continue where the line is now', async () => {
    const [idle, busy] = [aWorker(), aWorker()];
    await idle.reserve({ ...aRequest, count: 1 });
    await busy.reserve(aRequest);
    expect(await idle.reserve(aRequest)).toEqual({
      outcome: 'reserved',
      first: expect.closeTo(NOW + 25 + 11 * 75.188, 2),
    });
  });
});

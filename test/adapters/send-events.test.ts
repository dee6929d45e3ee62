import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { SendEvents } from '../../lambdas/adapters/send-events';
import { findSendingPause } from '../../lambdas/adapters/sending-pause';
import { type Adapters, makeAdapters } from '../support/adapters';

const at = (seconds: number) => new Date(Date.UTC(2026, 11, 2, 12) + seconds * 1000).toISOString();
const anEvent = (seconds: number, isProbe = false) => ({
  sentAt: at(seconds),
  handledAt: at(seconds + 1),
  isProbe,
});

describe('the mark of Send events', () => {
  let adapters: Adapters;
  let worker: SendEvents;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  beforeEach(() => {
    worker = aWorker();
  });
  afterEach(() => adapters.emptyLedger());
  afterAll(() => adapters.remove());
  const aWorker = () => new SendEvents(adapters.client, adapters.name('Deliveries'));

  it('does not exist before the first event', async () => {
    expect(await worker.find()).toBeUndefined();
  });

  it('is written by the first event, and moves with later ones', async () => {
    await worker.mark(anEvent(0));
    expect(await worker.find()).toEqual({ until: at(0), handledAt: at(1), aliveSince: at(1) });
    await worker.mark(anEvent(60));
    expect(await worker.find()).toEqual({ until: at(60), handledAt: at(61), aliveSince: at(1) });
  });

  it('is written every ten seconds by a worker, but always for a probe', async () => {
    await worker.mark(anEvent(0));
    await worker.mark(anEvent(9));
    expect(await worker.find()).toMatchObject({ until: at(0) });
    await worker.mark(anEvent(9, true));
    expect(await worker.find()).toMatchObject({ until: at(9) });
    await worker.mark(anEvent(19));
    expect(await worker.find()).toMatchObject({ until: at(19) });
  });

  it('counts the path as alive only after the last event that failed', async () => {
    await worker.markFailure(at(0));
    expect(await worker.find()).toBeUndefined();
    await worker.mark(anEvent(0));
    await worker.markFailure(at(40));
    await worker.markFailure(at(30));
    expect(await worker.find()).toMatchObject({ handledAt: at(1), aliveSince: at(40) });
    await worker.mark(anEvent(60));
    expect(await worker.find()).toMatchObject({ handledAt: at(61), aliveSince: at(40) });
  });

  it('contains the newest event if several workers write it at once', async () => {
    await Promise.all([30, 10, 50, 20].map((seconds) => aWorker().mark(anEvent(seconds))));
    expect(await worker.find()).toMatchObject({ until: at(50), handledAt: at(51) });
  });

  it('does not concern the pause of sending, which lasts until the time in the item of the send slots', async () => {
    const TableName = adapters.name('Deliveries');
    const isPaused = findSendingPause(adapters.client, TableName);
    expect(await isPaused(at(0))).toBe(false);
    const Item = { deliveryId: 'send-slots', nextAt: 1, pausedUntil: Date.parse(at(60)) };
    await adapters.client.send(new PutCommand({ TableName, Item }));
    expect(await isPaused(at(59))).toBe(true);
    expect(await isPaused(at(60))).toBe(false);
  });
});

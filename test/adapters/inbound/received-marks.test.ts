import { ReceivedMarks } from '../../../lambdas/adapters/inbound/received-marks';
import type { ReceivingStep } from '../../../lambdas/domain/email-commands/receiving-step';
import { type Adapters, makeAdapters } from '../../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-02T12:03:00.000Z';
const LEFT: ReceivingStep = {
  step: 'done',
  result: { result: 'unfollowed', topics: [], isEverything: true },
  subscriberId: 'ann',
};

describe('a received email', () => {
  let adapters: Adapters;
  let marks: ReceivedMarks;
  beforeEach(async () => {
    adapters = await makeAdapters();
    marks = new ReceivedMarks(adapters.client, adapters.name('Deliveries'));
  });
  afterEach(() => adapters.remove());

  it('is started again for the same arrival, with the time of the first run and its steps', async () => {
    expect(await marks.start('key', 'first', NOON)).toEqual({ receivedAt: NOON, steps: [] });
    expect(await marks.saveSteps('key', [LEFT])).toBe(true);
    expect(await marks.start('key', 'first', LATER)).toEqual({ receivedAt: NOON, steps: [LEFT] });
  });

  it('is not started for another arrival', async () => {
    await marks.start('key', 'first', NOON);
    expect(await marks.start('key', 'second', LATER)).toBeUndefined();
  });

  it('is not started once it is finished, and no run goes on', async () => {
    await marks.start('key', 'first', NOON);
    await marks.saveSteps('key', [LEFT]);
    await marks.finish('key', NOON);
    expect(await marks.start('key', 'first', LATER)).toBeUndefined();
    expect(await marks.saveSteps('key', [LEFT])).toBe(false);
  });

  it('is forgotten but for its mark when it is finished', async () => {
    await marks.start('key', 'first', NOON);
    await marks.saveSteps('key', [LEFT]);
    await marks.finish('key', LATER);
    expect(await adapters.item('Deliveries', { deliveryId: 'received-key' })).toEqual({
      deliveryId: 'received-key',
      arrivalId: 'first',
      receivedAt: NOON,
      finishedAt: LATER,
      expiresAt: expect.any(Number),
    });
  });
});

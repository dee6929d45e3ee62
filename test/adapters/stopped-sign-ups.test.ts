import { StoppedSignUps } from '../../lambdas/adapters/stopped-sign-ups';
import { type Adapters, makeAdapters } from '../support/adapters';

const TODAY = '2026-12-02T12:00:00.000Z';

describe('the counts of stopped sign-ups', () => {
  let adapters: Adapters;
  beforeEach(async () => {
    adapters = await makeAdapters();
  });
  afterEach(() => adapters.remove());

  it('are kept by day and reason, the latest day first, for 30 days', async () => {
    const stopped = new StoppedSignUps(adapters.client, adapters.name('Deliveries'));
    expect(await stopped.lastDays(TODAY)).toEqual([]);
    await Promise.all(Array.from({ length: 3 }, () => stopped.count('network', TODAY)));
    await stopped.count('too-fast', TODAY);
    await stopped.count('never-ask', '2026-11-30T23:59:59.999Z');
    await stopped.count('budget', '2026-10-01T00:00:00.000Z');
    expect(await stopped.lastDays(TODAY)).toEqual([
      { day: '2026-12-02', stopped: { 'too-fast': 1, network: 3 } },
      { day: '2026-11-30', stopped: { 'never-ask': 1 } },
    ]);
    const item = await adapters.item('Deliveries', { deliveryId: 'sign-ups-stopped-2026-12-02' });
    expect(item?.expiresAt).toBe(Date.parse(TODAY) / 1_000 + 30 * 86_400);
  });
});

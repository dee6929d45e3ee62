import { ConfirmationLimits } from '../../lambdas/adapters/confirmation-limit';
import { confirmationBudget } from '../../lambdas/domain/confirmation-budget';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const afterNoon = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1_000).toISOString();
/** 120 at once and then one in five seconds. */
const BUDGET = confirmationBudget({ sendRate: 1, dailyQuota: 50_000 });
const LARGE_BUDGET = confirmationBudget({ sendRate: 100, dailyQuota: 1_000_000 });
const SMALL_BUDGET = confirmationBudget({ sendRate: 14, dailyQuota: 100 });

describe('the limits of confirmation emails', () => {
  let adapters: Adapters;
  let limits: ConfirmationLimits;
  let count = 0;
  beforeEach(async () => {
    adapters = await makeAdapters();
    limits = new ConfirmationLimits(adapters.client, adapters.name('Deliveries'));
  });
  afterEach(() => adapters.remove());

  const newId = () => {
    count += 1;
    return `confirm-${count}`;
  };
  /** A request from an address that nobody else has, at a domain that nobody else has. */
  const request = (now = NOON, budget = BUDGET, id = newId()) =>
    limits.countForForm(budget)(id, `ann@${id}.example`, now);
  const outcomes = async (requests: ReturnType<typeof request>[]) =>
    (await Promise.all(requests)).map(({ outcome }) => outcome);
  function times<T>(length: number, make: (index: number) => T): T[] {
    return Array.from({ length }, (_, index) => make(index));
  }
  const budgetItem = () => adapters.item('Deliveries', { deliveryId: 'confirmation-budget' });

  it('let exactly the budget through when two hundred strangers ask at once', async () => {
    const all = await outcomes(times(200, () => request()));
    expect(all.filter((outcome) => outcome === 'counted')).toHaveLength(120);
    expect(await request()).toEqual({ outcome: 'limited', limit: 'budget', retryAfterSeconds: 5 });
    expect(await outcomes([request(afterNoon(5)), request(afterNoon(5))])).toEqual(
      expect.arrayContaining(['counted', 'limited']),
    );
  });

  it('let exactly a share of the daily quota through', async () => {
    const all = await outcomes(times(30, () => request(NOON, SMALL_BUDGET)));
    expect(all.filter((outcome) => outcome === 'counted')).toHaveLength(10);
    expect(await request(NOON, SMALL_BUDGET)).toEqual({
      outcome: 'limited',
      limit: 'budget',
      retryAfterSeconds: 2 * 3600 + 24 * 60,
    });
  });

  it('write nothing for requests that the budget refuses', async () => {
    await outcomes(times(10, () => request(NOON, SMALL_BUDGET)));
    const before = await budgetItem();
    const id = newId();
    expect((await request(NOON, SMALL_BUDGET, id)).outcome).toBe('limited');
    expect(await budgetItem()).toEqual(before);
    // Otherwise the next try would pass as a repetition.
    expect((await request(NOON, SMALL_BUDGET, id)).outcome).toBe('limited');
  });

  it('count a repeated request once, also at the same moment', async () => {
    const id = newId();
    expect(await outcomes(times(10, () => request(NOON, BUDGET, id)))).toEqual(
      Array(10).fill('counted'),
    );
    const { burstFullAt } = (await budgetItem()) ?? {};
    expect(burstFullAt).toBe(Date.parse(NOON) + 5_000);
  });

  it('allow an address five requests in an hour', async () => {
    const ask = (now = NOON, id = newId()) =>
      limits.countForForm(BUDGET)(id, 'Bob@one.example', now);
    const ids = times(5, newId);
    for (const id of ids) expect((await ask(NOON, id)).outcome).toBe('counted');
    expect(await ask(afterNoon(600))).toEqual({
      outcome: 'limited',
      limit: 'address',
      retryAfterSeconds: 3_000,
    });
    expect((await ask(NOON, ids[2])).outcome).toBe('counted');
    expect(await limits.countForAddress(newId(), 'bob@one.example', NOON)).toMatchObject({
      limit: 'address',
    });
    expect((await ask(afterNoon(3_600))).outcome).toBe('counted');
    const { burstFullAt } = (await budgetItem()) ?? {};
    expect(burstFullAt).toBe(Date.parse(afterNoon(3_600)) + 5_000);
  });

  it('allow the addresses at one domain a hundred requests in an hour, whatever its subdomains', async () => {
    const ask = (index: number, now = NOON) =>
      limits.countForForm(LARGE_BUDGET)(newId(), `ann${index}@m${index}.flood.example`, now);
    const all = await outcomes(times(110, (index) => ask(index)));
    expect(all.filter((outcome) => outcome === 'counted')).toHaveLength(100);
    expect(await ask(200)).toEqual({
      outcome: 'limited',
      limit: 'domain',
      retryAfterSeconds: 3_600,
    });
    // Refused requests use neither the budget nor the limit of their address.
    const taken = 100 * LARGE_BUDGET.burst.intervalMs;
    expect((await budgetItem())?.burstFullAt).toBeCloseTo(Date.parse(NOON) + taken);
    for (let index = 0; index < 7; index += 1) {
      const counted = await limits.countForForm(LARGE_BUDGET)(newId(), 'eve@flood.example', NOON);
      expect(counted).toMatchObject({ limit: 'domain' });
    }
    expect((await ask(201, afterNoon(3_600))).outcome).toBe('counted');
  });

  it('limit operators by the address only', async () => {
    await outcomes(times(10, () => request(NOON, SMALL_BUDGET)));
    const ask = (index: number) =>
      limits.countForAddress(newId(), `ann${index}@operator.example`, NOON);
    expect(await outcomes(times(110, ask))).toEqual(Array(110).fill('counted'));
  });

  it('store neither addresses nor domains', async () => {
    await limits.countForForm(BUDGET)(newId(), 'ann@secret.example', NOON);
    const { ScanCommand } = await import('@aws-sdk/lib-dynamodb');
    const scan = new ScanCommand({ TableName: adapters.name('Deliveries') });
    const { Items = [] } = await adapters.client.send(scan);
    expect(Items).toHaveLength(3);
    expect(JSON.stringify(Items)).not.toContain('secret');
  });
});

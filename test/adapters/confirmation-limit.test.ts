import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { ConfirmationLimits } from '../../lambdas/adapters/confirmation-limit';
import { confirmationBudget } from '../../lambdas/domain/confirmation-budget';
import type { FollowRequest } from '../../lambdas/domain/delivery';
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

  const newNumber = () => {
    count += 1;
    return count;
  };
  const follow = (address: string, expression = 'heron'): FollowRequest => ({
    address,
    expressions: [expression],
    language: 'en',
    frequency: 'daily',
    timeZone: 'UTC',
    hour: 8,
  });
  /** By default from an address, at a domain and from a network that nobody else has. */
  const request = ({
    address = `ann@n${newNumber()}.example`,
    expression = 'heron',
    network = `10.0.${newNumber()}.0/24`,
    isUnproven = false,
    now = NOON,
    budget = BUDGET,
  } = {}) =>
    limits.countForForm(budget)({ follow: follow(address, expression), network, isUnproven }, now);
  const outcomes = async (requests: Promise<{ outcome: string }>[]) =>
    (await Promise.all(requests)).map(({ outcome }) => outcome);
  const countedOf = async (requests: Promise<{ outcome: string }>[]) =>
    (await outcomes(requests)).filter((outcome) => outcome === 'counted').length;
  function times<T>(length: number, make: (index: number) => T): T[] {
    return Array.from({ length }, (_, index) => make(index));
  }
  const budgetItem = () => adapters.item('Deliveries', { deliveryId: 'confirmation-budget' });

  it('let exactly the budget through when two hundred strangers ask at once', async () => {
    expect(await countedOf(times(200, () => request()))).toBe(120);
    expect(await request()).toEqual({ outcome: 'limited', limit: 'budget', retryAfterSeconds: 5 });
    expect(await outcomes(times(2, () => request({ now: afterNoon(5) })))).toEqual(
      expect.arrayContaining(['counted', 'limited']),
    );
  });

  it('let exactly a share of the daily quota through', async () => {
    expect(await countedOf(times(30, () => request({ budget: SMALL_BUDGET })))).toBe(10);
    expect(await request({ budget: SMALL_BUDGET })).toEqual({
      outcome: 'limited',
      limit: 'budget',
      retryAfterSeconds: 2 * 3600 + 24 * 60,
    });
  });

  it('write nothing for requests that the budget refuses', async () => {
    await outcomes(times(10, () => request({ budget: SMALL_BUDGET })));
    const before = await scan();
    expect((await request({ budget: SMALL_BUDGET })).outcome).toBe('limited');
    expect(await scan()).toEqual(before);
  });

  it('let 50 requests of a network through at once, then one every two minutes', async () => {
    const ask = (now = NOON) => request({ network: '203.0.113.0/24', now });
    expect(await countedOf(times(60, () => ask()))).toBe(50);
    expect(await ask()).toEqual({ outcome: 'limited', limit: 'network', retryAfterSeconds: 120 });
    expect((await request()).outcome).toBe('counted');
    expect((await ask(afterNoon(120))).outcome).toBe('counted');
  });

  it('let fewer forms without our hidden fields through, apart from the others', async () => {
    const ask = (isUnproven: boolean) => request({ network: '203.0.113.0/24', isUnproven });
    expect(await countedOf(times(30, () => ask(true)))).toBe(20);
    expect((await ask(true)).outcome).toBe('limited');
    expect((await ask(false)).outcome).toBe('counted');
  });

  it('let a hundred requests for one domain through at once, whatever its subdomains', async () => {
    const ask = (index: number, now = NOON) =>
      request({ address: `ann${index}@m${index}.flood.example`, now, budget: LARGE_BUDGET });
    expect(await countedOf(times(110, (index) => ask(index)))).toBe(100);
    expect(await ask(200)).toEqual({ outcome: 'limited', limit: 'domain', retryAfterSeconds: 36 });
    // Refused requests do not use the budget.
    const taken = 100 * LARGE_BUDGET.burst.intervalMs;
    expect((await budgetItem())?.burstFullAt).toBeCloseTo(Date.parse(NOON) + taken);
    expect((await ask(201, afterNoon(36))).outcome).toBe('counted');
  });

  it('let any number of requests for one mailbox through, which is counted later', async () => {
    const asked = times(12, (index) =>
      request({ address: 'victim@gmail.com', expression: `egret${index}` }),
    );
    expect(await countedOf(asked)).toBe(12);
  });

  async function scan() {
    const command = new ScanCommand({ TableName: adapters.name('Deliveries') });
    const { Items = [] } = await adapters.client.send(command);
    return Items;
  }

  it('store no address, domain or network, and nothing for ever', async () => {
    await request({ address: 'ann@secret.example', network: '203.0.113.0/24' });
    const items = await scan();
    expect(items).toHaveLength(3);
    expect(JSON.stringify(items)).not.toMatch(/secret|203\.0/);
    for (const { expiresAt } of items) {
      expect(expiresAt).toBeGreaterThan(Date.parse(NOON) / 1000);
      expect(expiresAt).toBeLessThan(Date.parse(NOON) / 1000 + 4 * 86_400);
    }
  });
});

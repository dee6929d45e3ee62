import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { ConfirmationLimits } from '../../lambdas/adapters/confirmation-limit';
import { Mailboxes } from '../../lambdas/adapters/mailboxes';
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

  describe('for one mailbox', () => {
    const victim = 'victim@gmail.com';
    const network = '198.51.100.0/24';
    const ask = (expression: string, changes: Parameters<typeof request>[0] = {}) =>
      request({ address: victim, network, expression, ...changes });
    const silenced = { outcome: 'silenced', limit: 'mailbox' };

    it('let three requests of one network through, and keep two for networks that have not asked', async () => {
      for (const index of [1, 2, 3]) expect((await ask(`egret${index}`)).outcome).toBe('counted');
      expect(await ask('egret4')).toEqual(silenced);
      const from = (third: number, now = NOON) =>
        ask(`heron${third}`, { network: `192.0.${third}.0/24`, now });
      expect((await from(2)).outcome).toBe('counted');
      expect(await ask('heron', { network: '192.0.2.0/24' })).toEqual(silenced);
      expect((await from(3)).outcome).toBe('counted');
      expect(await from(4, afterNoon(86_399))).toEqual(silenced);
      expect((await ask('egret6', { now: afterNoon(86_400) })).outcome).toBe('counted');
    });

    it('let five through from sixty networks, in any spelling of the address', async () => {
      const spellings = (index: number) =>
        [`victim+${index}@gmail.com`, 'V.i.ctim@gmail.com', 'vic.tim@googlemail.com'][index % 3];
      let counted = 0;
      for (let index = 0; index < 60; index += 1) {
        const address = spellings(index) ?? victim;
        const { outcome } = await request({ address, expression: `egret${index}` });
        counted += outcome === 'counted' ? 1 : 0;
      }
      expect(counted).toBe(5);
    });

    it('let no more than five through when many ask at the same moment', async () => {
      const asked = times(12, (index) => request({ address: victim, expression: `egret${index}` }));
      expect(await countedOf(asked)).toBeLessThanOrEqual(5);
    });

    it('count the same request once in ten minutes, and name the time of the first', async () => {
      const again = (seconds: number) => ask('heron', { now: afterNoon(seconds) });
      expect(await again(0)).toEqual({ outcome: 'counted', askedAt: NOON });
      // Also across the borders of the clock’s ten minutes.
      for (const seconds of [1, 300, 599]) {
        expect(await again(seconds)).toEqual({ outcome: 'counted', askedAt: NOON });
      }
      expect(await again(600)).toEqual({ outcome: 'counted', askedAt: afterNoon(600) });
      const now = afterNoon(600);
      expect((await ask('egret1', { now })).outcome).toBe('counted');
      expect(await ask('egret2', { now })).toEqual(silenced);
    });

    it('start again when its owner confirms', async () => {
      for (const index of [1, 2, 3]) await ask(`egret${index}`);
      const mailboxes = new Mailboxes(adapters.client, adapters.name('Deliveries'));
      await mailboxes.settle('vic.tim+news@gmail.com', NOON);
      for (const index of [1, 2, 3]) expect((await ask(`egret${index}`)).outcome).toBe('counted');
      expect(await ask('egret4')).toEqual(silenced);
    });

    it('let nothing through once its owner wants none, until they change their mind', async () => {
      const mailboxes = new Mailboxes(adapters.client, adapters.name('Deliveries'));
      await ask('egret');
      await mailboxes.neverAsk('Victim+x@gmail.com', NOON);
      const never = { outcome: 'silenced', limit: 'never-ask' };
      expect(await mailboxes.mayAsk(victim)).toBe(false);
      expect(await ask('heron')).toEqual(never);
      expect(await limits.countForOperator(follow(victim), NOON)).toEqual(never);
      const [item] = (await scan()).filter(({ neverAskAt }) => neverAskAt !== undefined);
      expect(item).not.toHaveProperty('expiresAt');
      await mailboxes.askAgain(victim, NOON);
      expect(await mailboxes.mayAsk(victim)).toBe(true);
      expect((await ask('heron')).outcome).toBe('counted');
    });

    it('let five requests of operators through', async () => {
      const operator = (expression: string, address = victim) =>
        limits.countForOperator(follow(address, expression), NOON);
      for (const index of [1, 2, 3, 4, 5]) {
        expect((await operator(`egret${index}`)).outcome).toBe('counted');
      }
      expect(await operator('heron')).toEqual(silenced);
      const others = times(110, (index) => operator('heron', `ann${index}@operator.example`));
      expect(await countedOf(others)).toBe(110);
    });
  });

  async function scan() {
    const command = new ScanCommand({ TableName: adapters.name('Deliveries') });
    const { Items = [] } = await adapters.client.send(command);
    return Items;
  }

  it('store no address, domain or network, and nothing for ever', async () => {
    await request({ address: 'ann@secret.example', network: '203.0.113.0/24' });
    const items = await scan();
    expect(items).toHaveLength(4);
    expect(JSON.stringify(items)).not.toMatch(/secret|203\.0/);
    for (const { expiresAt } of items) {
      expect(expiresAt).toBeGreaterThan(Date.parse(NOON) / 1000);
      expect(expiresAt).toBeLessThan(Date.parse(NOON) / 1000 + 4 * 86_400);
    }
  });
});

import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { ConfirmationLimits } from '../../lambdas/adapters/confirmation-limit';
import { Mailboxes } from '../../lambdas/adapters/mailboxes';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const afterNoon = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1_000).toISOString();
const VICTIM = 'victim@gmail.com';
const COUNTED = { outcome: 'counted', isLast: false };
const LAST = { outcome: 'counted', isLast: true };
const OVER = { outcome: 'silenced', limit: 'mailbox' };

describe('the emails of a mailbox', () => {
  let adapters: Adapters;
  let mailboxes: Mailboxes;
  beforeEach(async () => {
    adapters = await makeAdapters();
    mailboxes = new Mailboxes(adapters.client, adapters.name('Deliveries'));
  });
  afterEach(() => adapters.remove());

  const ask = (key: string, { address = VICTIM, from = 'network', now = NOON } = {}) =>
    mailboxes.count(address, { key, at: now, from });
  const times = <T>(length: number, make: (index: number) => T): T[] =>
    Array.from({ length }, (_, index) => make(index));

  it('are three for one network, and two more for networks that have not asked', async () => {
    for (const index of [1, 2, 3]) expect(await ask(`egret${index}`)).toEqual(COUNTED);
    expect(await ask('egret4')).toEqual(OVER);
    const from = (third: number, now = NOON) =>
      ask(`heron${third}`, { from: `network${third}`, now });
    expect(await from(2)).toEqual(COUNTED);
    expect(await ask('heron', { from: 'network2' })).toEqual(OVER);
    expect(await from(3)).toEqual(LAST);
    expect(await from(4, afterNoon(86_399))).toEqual(OVER);
    expect(await ask('egret6', { now: afterNoon(86_400) })).toEqual(COUNTED);
  });

  it('are five from sixty networks, in any spelling of the address', async () => {
    const spellings = (index: number) =>
      [`victim+${index}@gmail.com`, 'V.i.ctim@gmail.com', 'vic.tim@googlemail.com'][index % 3];
    let counted = 0;
    for (let index = 0; index < 60; index += 1) {
      const address = spellings(index) ?? VICTIM;
      const { outcome } = await ask(`egret${index}`, { address, from: `network${index}` });
      counted += outcome === 'counted' ? 1 : 0;
    }
    expect(counted).toBe(5);
  });

  it('are exactly five when many ask at the same moment', async () => {
    const asked = times(12, (index) => ask(`egret${index}`, { from: `network${index}` }));
    const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(5);
  });

  it('are one in ten minutes for the same request, which names the time of the first', async () => {
    const again = (seconds: number) => ask('heron', { now: afterNoon(seconds) });
    expect(await again(0)).toEqual(COUNTED);
    // Also across the borders of the clock’s ten minutes.
    for (const seconds of [1, 300, 599]) {
      expect(await again(seconds)).toEqual({ outcome: 'repeated', askedAt: NOON });
    }
    expect(await again(600)).toEqual(COUNTED);
    const now = afterNoon(600);
    expect(await ask('egret1', { now })).toEqual(COUNTED);
    expect(await ask('egret2', { now })).toEqual(OVER);
  });

  it('count once if a run is repeated', async () => {
    for (let run = 0; run < 7; run += 1) expect(await ask('heron')).toEqual(COUNTED);
    expect(await ask('egret', { from: 'other' })).toEqual(COUNTED);
  });

  it('start again when its owner confirms', async () => {
    for (const index of [1, 2, 3]) await ask(`egret${index}`);
    await mailboxes.settle('vic.tim+news@gmail.com', NOON);
    for (const index of [1, 2, 3]) expect(await ask(`egret${index}`)).toEqual(COUNTED);
    expect(await ask('egret4')).toEqual(OVER);
  });

  it('are none once its owner wants none, until they change their mind', async () => {
    await ask('egret');
    await mailboxes.neverAsk('Victim+x@gmail.com', NOON);
    const never = { outcome: 'silenced', limit: 'never-ask' };
    expect(await mailboxes.mayAsk(VICTIM)).toBe(false);
    expect(await ask('heron')).toEqual(never);
    const limits = new ConfirmationLimits(adapters.client, adapters.name('Deliveries'));
    const follow = {
      address: VICTIM,
      expressions: ['heron'],
      language: 'en',
      frequency: 'daily',
      timeZone: 'UTC',
      hour: 8,
    } as const;
    expect(await limits.countForOperator({ ...follow, expressions: ['heron'] }, NOON)).toEqual(
      never,
    );
    const [item] = (await scan()).filter(({ neverAskAt }) => neverAskAt !== undefined);
    expect(item).not.toHaveProperty('expiresAt');
    await mailboxes.askAgain(VICTIM, NOON);
    expect(await mailboxes.mayAsk(VICTIM)).toBe(true);
    expect(await ask('heron')).toEqual(COUNTED);
  });

  it('are five for operators', async () => {
    const operator = (key: string) => mailboxes.count(VICTIM, { key, at: NOON });
    for (const index of [1, 2, 3, 4]) expect(await operator(`egret${index}`)).toEqual(COUNTED);
    expect(await operator('egret5')).toEqual(LAST);
    expect(await operator('heron')).toEqual(OVER);
  });

  it('with links to manage are six a day for a subscriber, and one in ten minutes', async () => {
    const link = (minutes: number, subscriberId = 'ann') =>
      mailboxes.countLink(subscriberId, afterNoon(minutes * 60));
    for (const minutes of [0, 10, 20, 30, 40]) expect(await link(minutes)).toEqual(COUNTED);
    expect(await link(49)).toMatchObject({ outcome: 'repeated' });
    expect(await link(50)).toEqual(LAST);
    expect(await link(60)).toEqual(OVER);
    expect(await link(60, 'bob')).toEqual(COUNTED);
    // The first link is a day old, and five are not.
    expect(await link(24 * 60)).toEqual(LAST);
  });

  async function scan() {
    const command = new ScanCommand({ TableName: adapters.name('Deliveries') });
    const { Items = [] } = await adapters.client.send(command);
    return Items;
  }

  it('are stored without an address, and not for ever', async () => {
    await ask('egret', { address: 'ann@secret.example' });
    const items = await scan();
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toMatch(/secret/);
    const [{ expiresAt } = {}] = items;
    expect(expiresAt).toBe(Date.parse(NOON) / 1000 + 86_400);
  });
});

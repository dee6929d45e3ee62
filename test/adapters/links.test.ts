import { SignJWT, UnsecuredJWT } from 'jose';
import { Links } from '../../lambdas/adapters/links';
import type { FollowRequest } from '../../lambdas/domain/delivery';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = Date.parse('2026-12-02T12:00:00.000Z');
const DAY = 24 * 3600_000;

const follow: FollowRequest = {
  address: 'ann@example.org',
  expressions: ['Gaza aid', 'حزب الله'],
  language: 'en',
  frequency: 'daily',
  timeZone: 'Europe/London',
  hour: 8,
};

describe('signed links', () => {
  let adapters: Adapters;
  let links: Links;
  let now = NOON;
  const newLinks = () =>
    new Links(adapters.client, adapters.name('Subscribers'), () => new Date(now).toISOString());
  beforeAll(async () => {
    adapters = await makeAdapters();
    links = newLinks();
  });
  beforeEach(() => {
    now = NOON;
  });
  afterAll(() => adapters.remove());

  it('say what they were made for, to whoever reads them', async () => {
    const others = newLinks();
    expect(await others.readConfirm(await links.confirmToken(follow))).toEqual({
      outcome: 'read',
      claims: follow,
    });
    expect(await others.readManage(await links.manageToken('ann'))).toEqual({
      outcome: 'read',
      claims: 'ann',
    });
    expect(await others.readUnsubscribe(await links.unsubscribeToken('ann'))).toEqual({
      outcome: 'read',
      claims: 'ann',
    });
  });

  it('are of no use for another thing', async () => {
    const confirm = await links.confirmToken(follow);
    const manage = await links.manageToken('ann');
    const unsubscribe = await links.unsubscribeToken('ann');
    const forged = { outcome: 'forged' };
    expect(await links.readConfirm(manage)).toEqual(forged);
    expect(await links.readConfirm(unsubscribe)).toEqual(forged);
    expect(await links.readManage(unsubscribe)).toEqual(forged);
    expect(await links.readManage(confirm)).toEqual(forged);
    expect(await links.readUnsubscribe(manage)).toEqual(forged);
    expect(await links.readUnsubscribe(confirm)).toEqual(forged);
  });

  it('to confirm work for three days, to manage for sixty, to unsubscribe for ever', async () => {
    const confirm = await links.confirmToken(follow);
    const manage = await links.manageToken('ann');
    const unsubscribe = await links.unsubscribeToken('ann');
    now = NOON + 3 * DAY - 1_000;
    expect((await links.readConfirm(confirm)).outcome).toBe('read');
    now = NOON + 3 * DAY;
    expect(await links.readConfirm(confirm)).toEqual({ outcome: 'expired' });
    now = NOON + 60 * DAY - 1_000;
    expect((await links.readManage(manage)).outcome).toBe('read');
    now = NOON + 60 * DAY;
    expect(await links.readManage(manage)).toEqual({ outcome: 'expired' });
    now = NOON + 20 * 365 * DAY;
    expect((await links.readUnsubscribe(unsubscribe)).outcome).toBe('read');
  });

  it('are refused when one letter of them is changed', async () => {
    const token = await links.unsubscribeToken('ann');
    for (const place of [5, token.indexOf('.') + 5, token.lastIndexOf('.') + 5]) {
      const other = token[place] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, place) + other + token.slice(place + 1);
      expect(await links.readUnsubscribe(changed)).toEqual({ outcome: 'forged' });
    }
  });

  it.each([
    ['nothing', ''],
    ['a letter', 'x'],
    ['three parts of nothing', '..'],
    ['three parts of nonsense', 'a.b.c'],
    ['five thousand letters', `${'a'.repeat(5_000)}.b.c`],
  ])('are refused when they are none: %s', async (_what, token) => {
    expect(await links.readManage(token)).toEqual({ outcome: 'forged' });
  });

  it('are refused unsigned, or signed with another key or algorithm', async () => {
    const unsigned = new UnsecuredJWT({ sub: 'ann' }).setAudience('unsubscribe').encode();
    const signedBy = (key: Uint8Array, alg: string) =>
      new SignJWT({ sub: 'ann' }).setProtectedHeader({ alg }).setAudience('unsubscribe').sign(key);
    const { secret } = (await adapters.item('Subscribers', KEY_ITEM)) ?? {};
    const ours = Buffer.from(String(secret), 'base64url');
    const forgeries = [
      unsigned,
      await signedBy(new Uint8Array(32), 'HS256'),
      await signedBy(ours, 'HS512'),
    ];
    for (const token of forgeries) {
      expect(await links.readUnsubscribe(token)).toEqual({ outcome: 'forged' });
    }
    // The forger's key was at fault, not the way the test signs.
    expect(await links.readUnsubscribe(await signedBy(ours, 'HS256'))).toMatchObject({
      outcome: 'read',
    });
  });

  it('are refused when they say what a link of ours never says, though we signed it', async () => {
    const { secret } = (await adapters.item('Subscribers', KEY_ITEM)) ?? {};
    const token = await new SignJWT({ follow: { ...follow, expressions: [] } })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('confirm')
      .sign(Buffer.from(String(secret), 'base64url'));
    expect(await links.readConfirm(token)).toEqual({ outcome: 'forged' });
  });

  it('are signed with one key, though many need the first at once', async () => {
    const fresh = await makeAdapters();
    const table = fresh.name('Subscribers');
    const many = Array.from(
      { length: 12 },
      () => new Links(fresh.client, table, () => new Date(now).toISOString()),
    );
    const tokens = await Promise.all(many.map((one) => one.unsubscribeToken('ann')));
    const reader = new Links(fresh.client, table, () => new Date(now).toISOString());
    for (const token of tokens) {
      expect((await reader.readUnsubscribe(token)).outcome).toBe('read');
    }
    await fresh.remove();
  });

  it('work again once the table can be read again', async () => {
    const fresh = newLinks();
    const send = jest.spyOn(adapters.client, 'send');
    send.mockImplementationOnce(async () => {
      throw new Error('The table does not answer.');
    });
    await expect(fresh.manageToken('ann')).rejects.toThrow('does not answer');
    send.mockRestore();
    expect((await links.readManage(await fresh.manageToken('ann'))).outcome).toBe('read');
  });
});

const KEY_ITEM = { subscriberId: 'links', item: 'key' };

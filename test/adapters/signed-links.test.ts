import { SignJWT, UnsecuredJWT } from 'jose';
import { LinkKeys } from '../../lambdas/adapters/link-keys';
import { SignedLinks } from '../../lambdas/adapters/signed-links';
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
  let links: SignedLinks;
  let now = NOON;
  const newSignedLinks = () =>
    new SignedLinks(adapters.client, adapters.name('Subscribers'), () =>
      new Date(now).toISOString(),
    );
  beforeAll(async () => {
    adapters = await makeAdapters();
    links = newSignedLinks();
  });
  beforeEach(() => {
    now = NOON;
  });
  afterAll(() => adapters.remove());

  const signingKey = async () => {
    const { signing } = await new LinkKeys(adapters.client, adapters.name('Subscribers'), () =>
      new Date(now).toISOString(),
    ).readOrCreate();
    return { kid: String(signing.kid), secret: signing.secret };
  };

  it('can be read by every function that has the key', async () => {
    const others = newSignedLinks();
    expect(
      await others.read('confirm', await links.sign('confirm', { id: 'confirm-1', follow })),
    ).toEqual({
      outcome: 'read',
      claims: { id: 'confirm-1', follow },
      issuedAt: new Date(NOON).toISOString(),
    });
    expect(await others.read('manage', await links.sign('manage', { sub: 'ann' }))).toEqual({
      outcome: 'read',
      claims: { sub: 'ann' },
      issuedAt: new Date(NOON).toISOString(),
    });
    expect(
      await others.read('unsubscribe', await links.sign('unsubscribe', { sub: 'ann' })),
    ).toEqual({
      outcome: 'read',
      claims: { sub: 'ann' },
      issuedAt: new Date(NOON).toISOString(),
    });
  });

  it('are refused for another purpose', async () => {
    const confirm = await links.sign('confirm', { id: 'confirm-1', follow });
    const manage = await links.sign('manage', { sub: 'ann' });
    const unsubscribe = await links.sign('unsubscribe', { sub: 'ann' });
    const forged = { outcome: 'forged' };
    expect(await links.read('confirm', manage)).toEqual(forged);
    expect(await links.read('confirm', unsubscribe)).toEqual(forged);
    expect(await links.read('manage', unsubscribe)).toEqual(forged);
    expect(await links.read('manage', confirm)).toEqual(forged);
    expect(await links.read('unsubscribe', manage)).toEqual(forged);
    expect(await links.read('unsubscribe', confirm)).toEqual(forged);
  });

  it('expire after 2 days to confirm, after 30 days to manage, and never to unsubscribe', async () => {
    const confirm = await links.sign('confirm', { id: 'confirm-1', follow });
    const manage = await links.sign('manage', { sub: 'ann' });
    const unsubscribe = await links.sign('unsubscribe', { sub: 'ann' });
    now = NOON + 2 * DAY - 1_000;
    expect((await links.read('confirm', confirm)).outcome).toBe('read');
    now = NOON + 2 * DAY;
    expect(await links.read('confirm', confirm)).toEqual({ outcome: 'expired' });
    now = NOON + 30 * DAY - 1_000;
    expect((await links.read('manage', manage)).outcome).toBe('read');
    now = NOON + 30 * DAY;
    expect(await links.read('manage', manage)).toEqual({ outcome: 'expired' });
    now = NOON + 20 * 365 * DAY;
    expect((await links.read('unsubscribe', unsubscribe)).outcome).toBe('read');
  });

  it('are refused if one character is changed', async () => {
    const token = await links.sign('unsubscribe', { sub: 'ann' });
    for (const index of [5, token.indexOf('.') + 5, token.lastIndexOf('.') + 5]) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(await links.read('unsubscribe', changed)).toEqual({ outcome: 'forged' });
    }
  });

  it.each([
    ['an empty string', ''],
    ['one letter', 'x'],
    ['three empty parts', '..'],
    ['three invalid parts', 'a.b.c'],
    ['five thousand letters', `${'a'.repeat(5_000)}.b.c`],
  ])('are refused if they are malformed: %s', async (_what, token) => {
    expect(await links.read('manage', token)).toEqual({ outcome: 'forged' });
  });

  it('are refused if they are unsigned or signed with another key or algorithm', async () => {
    const unsigned = new UnsecuredJWT({ sub: 'ann' }).setAudience('unsubscribe').encode();
    const signedBy = (key: Uint8Array, alg: string) =>
      new SignJWT({ sub: 'ann' })
        .setProtectedHeader({ alg, kid })
        .setAudience('unsubscribe')
        .setIssuedAt()
        .sign(key);
    const { kid, secret: ours } = await signingKey();
    const forgeries = [
      unsigned,
      await signedBy(new Uint8Array(32), 'HS256'),
      await signedBy(ours, 'HS512'),
    ];
    for (const token of forgeries) {
      expect(await links.read('unsubscribe', token)).toEqual({ outcome: 'forged' });
    }
    // With the right key and algorithm, the same token is accepted.
    expect(await links.read('unsubscribe', await signedBy(ours, 'HS256'))).toMatchObject({
      outcome: 'read',
    });
  });

  it('are refused if their claims are invalid, even with a valid signature', async () => {
    const { kid, secret } = await signingKey();
    const token = await new SignJWT({ follow: { ...follow, expressions: [] } })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setAudience('confirm')
      .setIssuedAt()
      .sign(secret);
    expect(await links.read('confirm', token)).toEqual({ outcome: 'forged' });
  });

  it('are signed with the same key if many functions create it concurrently', async () => {
    const fresh = await makeAdapters();
    const table = fresh.name('Subscribers');
    const many = Array.from(
      { length: 12 },
      () => new SignedLinks(fresh.client, table, () => new Date(now).toISOString()),
    );
    const tokens = await Promise.all(many.map((one) => one.sign('unsubscribe', { sub: 'ann' })));
    const reader = new SignedLinks(fresh.client, table, () => new Date(now).toISOString());
    for (const token of tokens) {
      expect((await reader.read('unsubscribe', token)).outcome).toBe('read');
    }
    await fresh.remove();
  });

  it('work again after a failure to read the key', async () => {
    const fresh = newSignedLinks();
    const send = jest.spyOn(adapters.client, 'send');
    send.mockImplementationOnce(async () => {
      throw new Error('The table does not answer.');
    });
    await expect(fresh.sign('manage', { sub: 'ann' })).rejects.toThrow('does not answer');
    send.mockRestore();
    expect((await links.read('manage', await fresh.sign('manage', { sub: 'ann' }))).outcome).toBe(
      'read',
    );
  });

  it('name their time to the millisecond', async () => {
    now = NOON + 123;
    const token = await links.sign('confirm', { id: 'confirm-1', follow });
    expect(await links.read('confirm', token)).toMatchObject({
      issuedAt: '2026-12-02T12:00:00.123Z',
    });
  });

  it('tell whose link it was after it has expired, but not for a forged one', async () => {
    const [manage, confirm, neverAsk] = [
      await links.sign('manage', { sub: 'ann' }),
      await links.sign('confirm', { id: 'confirm-1', follow }),
      await links.sign('never-ask', { address: follow.address }),
    ];
    now = NOON + 400 * DAY;
    expect(await links.readOwner(manage)).toEqual({ outcome: 'subscriber', subscriberId: 'ann' });
    expect(await links.readOwner(confirm)).toEqual({ outcome: 'asked', follow });
    expect(await links.readOwner(neverAsk)).toEqual({ outcome: 'forged' });
    const forged = `${manage.slice(0, -3)}AAA`;
    expect(await links.readOwner(forged)).toEqual({ outcome: 'forged' });
    expect(await links.readOwner('a.b.c')).toEqual({ outcome: 'forged' });
  });

  it('of a revoked key name a subscriber at most, and nobody whom its thief made up', async () => {
    const fresh = await makeAdapters();
    const table = fresh.name('Subscribers');
    const clock = () => new Date(now).toISOString();
    const signer = new SignedLinks(fresh.client, table, clock);
    const [manage, confirm] = [
      await signer.sign('manage', { sub: 'ann' }),
      await signer.sign('confirm', { id: 'confirm-1', follow }),
    ];
    await new LinkKeys(fresh.client, table, clock).rotate({ revoke: true });
    const reader = new SignedLinks(fresh.client, table, clock);
    expect(await reader.readOwner(manage)).toEqual({ outcome: 'subscriber', subscriberId: 'ann' });
    expect(await reader.readOwner(confirm)).toEqual({ outcome: 'forged' });
    await fresh.remove();
  });

  it('with made-up names of keys do not make each request read the keys', async () => {
    const fresh = newSignedLinks();
    const token = await links.sign('manage', { sub: 'ann' });
    await fresh.read('manage', token);
    const send = jest.spyOn(adapters.client, 'send');
    const forge = (kid: string) => {
      const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid })).toString('base64url');
      return fresh.read('manage', header + token.slice(token.indexOf('.')));
    };
    now = NOON + 2_000;
    for (let count = 0; count < 10; count += 1) {
      expect(await forge(`made-up-${count}`)).toEqual({ outcome: 'forged' });
    }
    expect(send).toHaveBeenCalledTimes(1);
    now = NOON + 4_000;
    await forge('made-up');
    expect(send).toHaveBeenCalledTimes(2);
    send.mockRestore();
  });
});

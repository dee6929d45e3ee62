import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { LinkKeys } from '../../lambdas/adapters/link-keys';
import { SignedLinks } from '../../lambdas/adapters/signed-links';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = Date.parse('2026-12-02T12:00:00.000Z');
const MINUTE = 60_000;

describe('the keys that sign links', () => {
  let adapters: Adapters;
  let now = NOON;
  const clock = () => new Date(now).toISOString();
  beforeEach(async () => {
    adapters = await makeAdapters();
    now = NOON;
  });
  afterEach(() => adapters.remove());

  const table = () => adapters.name('Subscribers');
  const newKeys = () => new LinkKeys(adapters.client, table(), clock);
  const newLinks = () => new SignedLinks(adapters.client, table(), clock);
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  /** The key as an older version stored it, and a token that it signed. */
  const putNamelessKey = async () => {
    const secret = Buffer.alloc(32, 7);
    const Item = {
      subscriberId: 'links',
      item: 'key',
      secret: secret.toString('base64url'),
      madeAt: '2025-01-01T00:00:00.000Z',
    };
    await adapters.client.send(new PutCommand({ TableName: table(), Item }));
    return (purpose: string) =>
      new SignJWT({ sub: 'ann' })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(purpose)
        .setIssuedAt(NOON / 1000)
        .sign(secret);
  };

  it('sign with the newest one after a rotation, and all their links still work', async () => {
    const before = await newLinks().sign('manage', { sub: 'ann' });
    now += MINUTE;
    const { signing, keys } = await newKeys().rotate({ revoke: false });
    const links = newLinks();
    const after = await links.sign('manage', { sub: 'ann' });

    expect(keys.map(({ kid }) => kid)).toEqual([kidOf(before), signing.kid]);
    expect(kidOf(after)).toBe(signing.kid);
    expect((await links.read('manage', before)).outcome).toBe('read');
    expect((await links.read('manage', after)).outcome).toBe('read');
  });

  it('are noticed by a warm function: at once in a link, within minutes when it signs', async () => {
    const warm = newLinks();
    const first = kidOf(await warm.sign('manage', { sub: 'ann' }));
    const { signing } = await newKeys().rotate({ revoke: false });
    const token = await newLinks().sign('manage', { sub: 'ann' });
    // No email is opened sooner.
    now += 1_000;
    expect((await warm.read('manage', token)).outcome).toBe('read');

    const another = newLinks();
    expect(kidOf(await another.sign('manage', { sub: 'ann' }))).toBe(signing.kid);
    const { signing: third } = await newKeys().rotate({ revoke: false });
    expect(kidOf(await another.sign('manage', { sub: 'ann' }))).toBe(signing.kid);
    now += 2 * MINUTE;
    expect(kidOf(await another.sign('manage', { sub: 'ann' }))).toBe(third.kid);
    expect(first).not.toBe(signing.kid);
  });

  it('are read once for many links', async () => {
    const links = newLinks();
    await links.sign('manage', { sub: 'ann' });
    const send = jest.spyOn(adapters.client, 'send');
    await Promise.all(Array.from({ length: 20 }, () => links.sign('manage', { sub: 'ann' })));
    expect(send).not.toHaveBeenCalled();
    send.mockRestore();
  });

  it('open only unsubscribe links once they are revoked, also in a warm function', async () => {
    const warm = newLinks();
    const tokens = {
      manage: await warm.sign('manage', { sub: 'ann' }),
      mute: await warm.sign('mute', { sub: 'ann', briefingId: 'b' }),
      'change-address': await warm.sign('change-address', { sub: 'ann', address: 'b@x.example' }),
      'never-ask': await warm.sign('never-ask', { address: 'b@x.example' }),
      undo: await warm.sign('undo', { sub: 'ann', undo: 'u' }),
    };
    const unsubscribe = await warm.sign('unsubscribe', { sub: 'ann' });
    await newKeys().rotate({ revoke: true });
    now += 2 * MINUTE;

    for (const links of [warm, newLinks()]) {
      for (const [purpose, token] of Object.entries(tokens)) {
        const { outcome } = await links.read(purpose as keyof typeof tokens, token);
        expect([purpose, outcome]).toEqual([purpose, 'forged']);
      }
      expect((await links.read('unsubscribe', unsubscribe)).outcome).toBe('read');
      expect((await links.read('manage', await links.sign('manage', { sub: 'ann' }))).outcome).toBe(
        'read',
      );
      // The owner can still ask for a new link by email.
      expect(await links.readOwner(tokens.manage)).toMatchObject({ subscriberId: 'ann' });
    }
  });

  it('keep the nameless one of an older version, which a rotation can revoke too', async () => {
    const signOld = await putNamelessKey();
    expect((await newLinks().read('manage', await signOld('manage'))).outcome).toBe('read');
    expect(kidOf(await newLinks().sign('manage', { sub: 'ann' }))).toBeUndefined();

    await newKeys().rotate({ revoke: false });
    expect((await newLinks().read('manage', await signOld('manage'))).outcome).toBe('read');

    await newKeys().rotate({ revoke: true });
    const links = newLinks();
    expect((await links.read('manage', await signOld('manage'))).outcome).toBe('forged');
    expect((await links.read('unsubscribe', await signOld('unsubscribe'))).outcome).toBe('read');
  });

  it('do not accept a token that names another key than the one that signed it', async () => {
    const links = newLinks();
    await links.sign('manage', { sub: 'ann' });
    const { keys } = await newKeys().rotate({ revoke: false });
    const [first, second] = keys;
    const token = await new SignJWT({ sub: 'ann' })
      .setProtectedHeader({ alg: 'HS256', kid: String(second?.kid) })
      .setAudience('manage')
      .setIssuedAt(NOON / 1000)
      .sign(first?.secret ?? new Uint8Array());
    expect(await links.read('manage', token)).toEqual({ outcome: 'forged' });
  });

  it('are all kept when several operators rotate them at the same time', async () => {
    await newLinks().sign('manage', { sub: 'ann' });
    await Promise.all(Array.from({ length: 5 }, () => newKeys().rotate({ revoke: false })));
    const { keys } = await newKeys().readOrCreate();
    expect(keys).toHaveLength(6);
  });
});

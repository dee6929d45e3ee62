import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { RequestedEmails } from '../../lambdas/adapters/requested-emails';
import { type RequestedEmail, requestedEmailIdOf } from '../../lambdas/domain/requested-email';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const afterNoon = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1_000).toISOString();
const aRequest = (address: string): RequestedEmail => ({
  about: 'follow',
  askedAt: NOON,
  follow: {
    address,
    expressions: ['Gaza aid', 'Rafah'],
    language: 'en',
    frequency: 'daily',
    timeZone: 'Europe/Berlin',
    hour: 7,
  },
});

describe('a request for a confirmation email', () => {
  let adapters: Adapters;
  let requests: RequestedEmails;
  let count = 0;
  let id = '';
  let address = '';
  beforeAll(async () => {
    adapters = await makeAdapters();
    requests = new RequestedEmails(adapters.client, adapters.name('Deliveries'));
  });
  beforeEach(() => {
    count += 1;
    address = `ann@example${count}.org`;
    id = requestedEmailIdOf(aRequest(address));
  });
  afterAll(() => adapters.remove());

  const store = (now = NOON) => requests.store(aRequest(address), now);
  const item = () => adapters.item('Deliveries', { deliveryId: id });
  const claim = () =>
    adapters.ledger.claim(id, { request: { kind: 'confirm', deliveryId: id }, now: NOON });

  it('is stored as a waiting delivery until it is sent, for three days at most', async () => {
    expect(await store()).toBe(true);
    expect(await item()).toEqual({
      deliveryId: id,
      status: 'waiting',
      kind: 'confirm',
      requested: aRequest(address),
      requestedAt: NOON,
      request: JSON.stringify({ kind: 'confirm', deliveryId: id }),
      unfinishedShard: expect.any(String),
      checkAt: afterNoon(15 * 60),
      expiresAt: Date.parse(afterNoon(3 * 24 * 3600)) / 1000,
    });
    expect(await requests.find(id)).toEqual(aRequest(address));
  });

  it.each(['sent', 'dropped'])('leaves no address in the ledger when it was %s', async (how) => {
    await store();
    await claim();
    expect(await requests.find(id)).toEqual(aRequest(address));
    if (how === 'sent') await adapters.ledger.markSent(id, { now: NOON, messageId: 'ses-1' });
    else await adapters.ledger.drop(id, { now: NOON, reason: 'suppressed' });
    expect(await requests.find(id)).toBeUndefined();
    const left = await item();
    expect(JSON.stringify(left)).not.toMatch(/ann@example|Gaza/);
    expect(left).not.toHaveProperty('unfinishedShard');
  });

  it('is stored once by twenty requests at the same time', async () => {
    const stored = await Promise.all(Array.from({ length: 20 }, () => store()));
    expect(stored.filter(Boolean)).toHaveLength(1);
  });

  it('is stored again after a minute if no worker has tried it, because its message may be lost', async () => {
    await store();
    expect(await store(afterNoon(60))).toBe(false);
    expect(await store(afterNoon(61))).toBe(true);
    expect(await item()).toMatchObject({ checkAt: afterNoon(15 * 60 + 61) });
    expect(await store(afterNoon(121))).toBe(false);
  });

  it('is not stored again once a worker has tried it', async () => {
    await store();
    await claim();
    expect(await store(afterNoon(300))).toBe(false);
    await adapters.ledger.release(id, { claimedAt: NOON, now: NOON, checkAt: afterNoon(300) });
    expect(await store(afterNoon(300))).toBe(false);
    await claim();
    await adapters.ledger.markSent(id, { now: NOON, messageId: 'ses-1' });
    expect(await store(afterNoon(300))).toBe(false);
  });

  it('is not found if nobody stored it', async () => {
    expect(await requests.find(id)).toBeUndefined();
  });

  it('tells when it was asked for, also after it was sent', async () => {
    expect(await requests.requestedAt(id)).toBeUndefined();
    await store();
    await claim();
    await adapters.ledger.markSent(id, { now: NOON, messageId: 'ses-1' });
    expect(await requests.requestedAt(id)).toBe(NOON);
  });

  it('is read as older versions stored it', async () => {
    const { about, ...confirmation } = aRequest(address);
    const Item = { deliveryId: id, status: 'waiting', confirmation };
    await adapters.client.send(new PutCommand({ TableName: adapters.name('Deliveries'), Item }));
    expect(await requests.find(id)).toEqual({ about, ...confirmation });
    await claim();
    await adapters.ledger.drop(id, { now: NOON, reason: 'expired' });
    expect(JSON.stringify(await item())).not.toContain(address);
  });

  it('about a subscription is listed with the emails of the subscriber', async () => {
    const requested: RequestedEmail = {
      about: 'manage-link',
      subscriberId: `subscriber-${count}`,
      askedAt: NOON,
    };
    await requests.store(requested, NOON);
    id = requestedEmailIdOf(requested);
    expect(await requests.find(id)).toEqual(requested);
    expect(await item()).toMatchObject({ kind: 'account', subscriberId: `subscriber-${count}` });
  });
});

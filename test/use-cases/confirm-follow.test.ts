import { ConfirmationMarks } from '../../lambdas/adapters/confirmation-marks';
import { addressKey } from '../../lambdas/domain/address';
import type { FollowRequest } from '../../lambdas/domain/follow-request';
import type { Consent } from '../../lambdas/domain/subscriber';
import { checkConfirmation, confirmFollow } from '../../lambdas/use-cases/confirm-follow';
import { forgetSubscriber } from '../../lambdas/use-cases/forget-subscriber';
import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';
import { aFollowRequest } from '../support/follow-requests';

const BEFORE = '2026-12-02T11:59:59.900Z';
const NOON = '2026-12-02T12:00:00.000Z';
const AFTER = '2026-12-02T12:00:00.100Z';

const consent: Consent = { how: 'confirmed', at: AFTER, text: 'Follow rain (instant)' };
const ann = aSubscriber('ann');
const follow = aFollowRequest({ address: ann.address, expressions: ['rain'] });

describe('a confirmation link', () => {
  let adapters: Adapters;
  let followed: FollowRequest[];
  let settled: string[];
  let assigned: string[];
  beforeEach(async () => {
    adapters = await makeAdapters();
    followed = [];
    settled = [];
    assigned = [];
  });
  afterEach(() => adapters.remove());

  const schedule = { hour: 8, timeZone: 'UTC' };
  const marks = () => new ConfirmationMarks(adapters.client, adapters.name('Deliveries'));
  const dependencies = () => ({
    ...marks(),
    findAddress: adapters.subscribers.findAddress,
    subscriberFile: adapters.subscribers.file,
    followTopics: async (request: FollowRequest) => {
      followed.push(request);
      return { subscriberId: 'ann', schedule, topics: [] };
    },
    assignEmail: async (id: string, subscriberId: string) => {
      assigned.push(`${id} to ${subscriberId}`);
    },
    clearMailboxRequests: async (address: string) => {
      settled.push(address);
    },
    now: () => AFTER,
  });
  const linkOf = (id: string, issuedAt = BEFORE) => ({ claims: { id, follow }, issuedAt });
  const press = (id: string, issuedAt?: string) =>
    confirmFollow(dependencies())(linkOf(id, issuedAt), consent);
  const look = (id: string, issuedAt = BEFORE) =>
    checkConfirmation(dependencies())({ id, address: follow.address, issuedAt });

  it('works once; another email’s link works on its own', async () => {
    expect(await look('one')).toBe('open');
    expect(await press('one')).toEqual({
      outcome: 'confirmed',
      subscriberId: 'ann',
      schedule,
      topics: [],
    });
    expect(await press('one')).toEqual({ outcome: 'already-confirmed' });
    expect(await look('one')).toBe('already-confirmed');
    expect(await press('two')).toMatchObject({ outcome: 'confirmed' });
    expect(followed).toHaveLength(2);
  });

  it('adds its email to those that were sent to the subscriber', async () => {
    await press('one');
    expect(assigned).toEqual(['one to ann']);
  });

  it('settles what strangers asked for the mailbox, since its owner reads it', async () => {
    await press('one');
    await press('one');
    expect(settled).toEqual([ann.address]);
  });

  it('can be pressed again if the topics could not be followed', async () => {
    const failing = { ...dependencies(), followTopics: () => Promise.reject(new Error('away')) };
    await expect(confirmFollow(failing)(linkOf('one'), consent)).rejects.toThrow('away');
    expect(await press('one')).toMatchObject({ outcome: 'confirmed' });
  });

  it('does not bring anyone back who unsubscribed from everything after it was sent', async () => {
    await adapters.subscribers.findOrCreate(ann);
    await adapters.subscribers.markUnsubscribed('ann', NOON);
    expect(await press('old', BEFORE)).toEqual({ outcome: 'left' });
    expect(await look('old', BEFORE)).toBe('left');
    expect(await press('same', NOON)).toEqual({ outcome: 'left' });
    expect(followed).toEqual([]);
    expect(await press('new', AFTER)).toMatchObject({ outcome: 'confirmed' });
  });

  it('does not bring anyone back who was erased after it was sent', async () => {
    await adapters.subscribers.findOrCreate(ann);
    const forget = forgetSubscriber({
      subscriberFile: adapters.subscribers.file,
      markErased: marks().markErased,
      erase: adapters.subscribers.erase,
      cleanUp: adapters.subscriptions.cleanUp,
      now: () => NOON,
    });
    await forget('ann');
    expect(await press('old', BEFORE)).toEqual({ outcome: 'left' });
    expect(followed).toEqual([]);
    expect(await press('new', AFTER)).toMatchObject({ outcome: 'confirmed' });
  });

  it('leaves only marks that name nobody and expire a day after the links', async () => {
    await press('one');
    await marks().markErased(ann.address, NOON);
    const [used, erased] = [
      await adapters.item('Deliveries', { deliveryId: 'confirmed-one' }),
      await adapters.item('Deliveries', { deliveryId: `erased-${addressKey(ann.address)}` }),
    ];
    const days = 3 * 24 * 3600;
    expect(used?.expiresAt).toBe(Math.floor(Date.parse(AFTER) / 1000) + days);
    expect(erased?.expiresAt).toBe(Date.parse(NOON) / 1000 + days);
    expect(JSON.stringify([used, erased])).not.toContain(ann.address);
  });
});

import { type AlertState, type AlertWindow, NO_ALERTS } from '../../lambdas/domain/alert-window';
import { type AlertRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import { type Adapters, aSubscriber, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const QUARTER_PAST = '2026-12-02T12:15:00.000Z';
const HALF_PAST = '2026-12-02T12:30:00.000Z';

const aWindow = (changes: Partial<AlertWindow> = {}): AlertWindow => ({
  endsAt: QUARTER_PAST,
  openedBy: 'alert-1',
  day: '2026-12-02',
  emails: 1,
  ...changes,
});

describe('the alerts of a subscriber', () => {
  let adapters: Adapters;
  let subscriberId = '';
  let count = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());
  beforeEach(async () => {
    count += 1;
    subscriberId = `ann${count}`;
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
  });

  const state = async (): Promise<AlertState> =>
    (await adapters.subscribers.file(subscriberId))?.alerts ?? NO_ALERTS;
  const requestFor = (briefingId: string): AlertRequest => ({
    kind: 'alert',
    briefingId,
    edition: 1,
    subscriberId,
  });
  const gather = async (briefingId: string, until = QUARTER_PAST, now = NOON) => {
    const request = requestFor(briefingId);
    const alert = { briefingId, edition: 1 };
    const gathering = {
      subscriberId,
      alert,
      until,
      round: 0,
      isFirst: true,
      preferenceChanges: 0,
    };
    return adapters.ledger.gather(deliveryIdOf(request), { request, now, gathering });
  };
  const told = (...briefingIds: string[]) =>
    briefingIds.map((briefingId) => ({ briefingId, edition: 1 }));
  const endRound = (ended: ReturnType<typeof told>, fields = {}) =>
    adapters.rounds.end({
      subscriberId,
      round: 0,
      included: ended,
      unlisted: 0,
      next: {},
      ...fields,
    });

  it('have a window that one of several concurrent alerts opens', async () => {
    const opening = Array.from({ length: 10 }, (_, number) =>
      adapters.rounds.alerts.open(
        subscriberId,
        NO_ALERTS,
        aWindow({ openedBy: `alert-${number}` }),
      ),
    );
    expect((await Promise.all(opening)).filter(Boolean)).toHaveLength(1);
    const { window } = await state();
    const later = aWindow({ endsAt: HALF_PAST, openedBy: 'alert-20', emails: 2 });
    expect(await adapters.rounds.alerts.open(subscriberId, NO_ALERTS, later)).toBe(false);
    const seen = { ...NO_ALERTS, ...(window ? { window } : {}) };
    expect(await adapters.rounds.alerts.open(subscriberId, seen, later)).toBe(true);
    expect(await state()).toMatchObject({ window: later });
  });

  it('are gathered once each, and their deliveries are finished', async () => {
    await gather('one');
    await gather('two', HALF_PAST);
    await gather('one');
    expect(await state()).toMatchObject({ round: 0, dueAt: QUARTER_PAST });
    expect((await state()).gathered.map(({ briefingId }) => briefingId).sort()).toEqual([
      'one',
      'two',
    ]);
    expect(await adapters.ledger.isFinished(deliveryIdOf(requestFor('one')))).toBe(true);
  });

  it('are not gathered while SES may have them already', async () => {
    const request = requestFor('one');
    const deliveryId = deliveryIdOf(request);
    await adapters.ledger.claim(deliveryId, { request, now: NOON });
    expect(await gather('one')).toEqual({ outcome: 'held' });
    expect(await state()).toEqual(NO_ALERTS);
    await adapters.ledger.release(deliveryId, {
      claimedAt: NOON,
      now: NOON,
      checkAt: QUARTER_PAST,
    });
    expect(await gather('one')).toEqual({ outcome: 'gathered' });
    expect(await gather('one')).toEqual({ outcome: 'finished' });
  });

  it('keep other alerts from opening a window while they wait', async () => {
    await gather('one');
    expect(await adapters.rounds.alerts.open(subscriberId, NO_ALERTS, aWindow())).toBe(false);
  });

  it('are due at the end of their window, like digests', async () => {
    await gather('one');
    const item = await adapters.item('Subscribers', { subscriberId, item: 'alerts' });
    expect(item).toMatchObject({ frequency: 'instant', dueAt: QUARTER_PAST });
    const shard = item?.dueShard;
    const { digests } = await adapters.plans.dueDigests({ shard, from: '', to: QUARTER_PAST });
    expect(digests).toContainEqual({
      subscriberId,
      frequency: 'instant',
      round: 0,
      dueAt: QUARTER_PAST,
    });
  });

  it('wait for nothing after an email has included them all', async () => {
    await gather('one');
    await endRound(told('one'), { next: { window: aWindow(), dueAt: HALF_PAST } });
    expect(await state()).toEqual({ round: 1, gathered: [], unlisted: 0, window: aWindow() });
  });

  it('that were gathered after the email was written wait for the next one', async () => {
    await gather('one');
    await gather('two');
    await endRound(told('one'), { next: { window: aWindow(), dueAt: HALF_PAST } });
    expect(await state()).toMatchObject({ round: 1, gathered: told('two'), dueAt: HALF_PAST });
  });

  it('have waited since the first of them was gathered', async () => {
    await gather('one');
    await gather('two', HALF_PAST, QUARTER_PAST);
    expect((await state()).gatheredSince).toBe(NOON);
    // The next one waits no shorter than that, which bounds its wait all the same.
    await endRound(told('one'));
    expect((await state()).gatheredSince).toBe(NOON);
  });

  it('end a round once', async () => {
    await gather('one');
    await endRound(told('one'));
    await gather('two');
    await endRound(told('two'));
    expect(await state()).toMatchObject({ round: 1, gathered: told('two') });
  });

  const gatheredRequest = { kind: 'gathered' as const, subscriberId: '', round: 0 };
  const postpone = (postponedFrom = QUARTER_PAST) => {
    const request = { ...gatheredRequest, subscriberId };
    const ends = { subscriberId, round: 0, included: [], unlisted: 0, next: { dueAt: HALF_PAST } };
    return adapters.ledger.postpone(deliveryIdOf(request), {
      request,
      now: NOON,
      progress: { ...ends, postponedFrom },
    });
  };
  const claim = () => {
    const request = { ...gatheredRequest, subscriberId };
    return adapters.ledger.claim(deliveryIdOf(request), { request, now: NOON });
  };

  it('are postponed without being forgotten', async () => {
    await gather('one');
    expect(await postpone()).toEqual({ outcome: 'postponed' });
    expect(await state()).toMatchObject({ round: 1, gathered: told('one'), dueAt: HALF_PAST });
    expect(await claim()).toEqual({ outcome: 'finished' });
  });

  it('are not postponed if their email may have been sent, or they would be sent again', async () => {
    await gather('one');
    await claim();
    expect(await postpone()).toEqual({ outcome: 'held' });
    expect(await state()).toMatchObject({ round: 0, dueAt: QUARTER_PAST });
  });

  it('stay where they are if they were brought forward while they were postponed', async () => {
    await gather('one');
    await adapters.rounds.alerts.bringForward(subscriberId, NOON);
    expect(await postpone()).toEqual({ outcome: 'postponed' });
    // A round later, since the delivery of the first one is finished.
    expect(await state()).toMatchObject({ round: 1, gathered: told('one'), dueAt: NOON });
  });

  it('are postponed once', async () => {
    await gather('one');
    await postpone();
    expect(await postpone()).toEqual({ outcome: 'finished' });
    expect(await state()).toMatchObject({ round: 1 });
  });

  it('are brought forward, never back', async () => {
    await gather('one');
    await adapters.rounds.alerts.bringForward(subscriberId, HALF_PAST);
    expect(await state()).toMatchObject({ dueAt: QUARTER_PAST });
    await adapters.rounds.alerts.bringForward(subscriberId, NOON);
    expect(await state()).toMatchObject({ dueAt: NOON });
  });

  it('are not brought forward if there are none', async () => {
    await adapters.rounds.alerts.bringForward(subscriberId, NOON);
    expect(await state()).toEqual(NO_ALERTS);
  });

  it('are decided again if a preference was changed meanwhile', async () => {
    await adapters.preferences.set(subscriberId, { pausedUntil: HALF_PAST });
    expect(await gather('one')).toEqual({ outcome: 'outdated' });
    expect(await state()).toEqual(NO_ALERTS);
  });

  it('are counted beyond what one email can list', async () => {
    for (let start = 0; start < 500; start += 25) {
      await Promise.all(Array.from({ length: 25 }, (_, number) => gather(`b${start + number}`)));
    }
    await gather('last');
    await gather('last');
    const { gathered, unlisted } = await state();
    expect(gathered).toHaveLength(500);
    expect(unlisted).toBe(1);
    await endRound(gathered, { unlisted: 1 });
    expect(await state()).toMatchObject({ gathered: [], unlisted: 0 });
  }, 60_000);

  it('are not stored if the subscriber was erased', async () => {
    await adapters.subscribers.erase(aSubscriber(subscriberId), NOON);
    expect(await gather('one')).toEqual({ outcome: 'outdated' });
    expect(await adapters.item('Subscribers', { subscriberId, item: 'alerts' })).toBeUndefined();
  });
});

describe('a recipient', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
    await adapters.subscribers.findOrCreate(aSubscriber('bob'));
  });
  afterAll(() => adapters.remove());
  const objection = (subscriberId = 'bob') =>
    adapters.subscribers.findObjection({ subscriberId, unsubscribes: 0, preferenceChanges: 0 });

  it('may object to an email that was already written', async () => {
    expect(await objection()).toBeUndefined();
    await adapters.suppressions.suppress('bob@example.org', 'bounce', NOON);
    expect(await objection()).toBe('suppressed');
    expect(await objection('nobody')).toBe('erased');
  });

  it('objects by unsubscribing from everything', async () => {
    await adapters.subscribers.findOrCreate(aSubscriber('cat'));
    await adapters.subscribers.markUnsubscribed('cat', NOON);
    expect(await objection('cat')).toBe('unsubscribed');
  });

  it('has the email written again if a preference has changed', async () => {
    await adapters.subscribers.findOrCreate(aSubscriber('dan'));
    expect(await adapters.preferences.set('dan', { pausedUntil: QUARTER_PAST })).toBe(true);
    expect(await objection('dan')).toBe('changed');
    const preferenceChanges = (await adapters.subscribers.file('dan'))?.preferenceChanges ?? 0;
    expect(preferenceChanges).toBe(1);
    const recipient = { subscriberId: 'dan', unsubscribes: 0, preferenceChanges };
    expect(await adapters.subscribers.findObjection(recipient)).toBeUndefined();
  });
});

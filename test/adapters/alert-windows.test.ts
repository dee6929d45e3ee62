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
  const gather = async (briefingId: string, until = QUARTER_PAST) => {
    const request = requestFor(briefingId);
    const alert = { briefingId, edition: 1 };
    const gathering = { subscriberId, alert, until, round: 0, isFirst: true };
    return adapters.ledger.gather(deliveryIdOf(request), { request, now: NOON, gathering });
  };
  const told = (...briefingIds: string[]) =>
    briefingIds.map((briefingId) => ({ briefingId, edition: 1 }));
  const endRound = (ended: ReturnType<typeof told>, fields = {}) =>
    adapters.rounds.end({ subscriberId, round: 0, told: ended, unlisted: 0, next: {}, ...fields });

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

  it('wait for nothing after an email has told them all', async () => {
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

  it('end a round once', async () => {
    await gather('one');
    await endRound(told('one'));
    await gather('two');
    await endRound(told('two'));
    expect(await state()).toMatchObject({ round: 1, gathered: told('two') });
  });

  it('are postponed without being forgotten', async () => {
    await gather('one');
    await endRound([], { next: { dueAt: HALF_PAST } });
    expect(await state()).toMatchObject({ round: 1, gathered: told('one'), dueAt: HALF_PAST });
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

  it('are dropped if the subscriber was erased', async () => {
    await adapters.subscribers.erase(aSubscriber(subscriberId), NOON);
    await gather('one');
    const key = { deliveryId: deliveryIdOf(requestFor('one')) };
    expect(await adapters.item('Deliveries', key)).toMatchObject({ reason: 'erased' });
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
  const objection = () =>
    adapters.subscribers.findObjection({ subscriberId: 'bob', unsubscribes: 0 });

  it('may object to an email that was already written', async () => {
    expect(await objection()).toBeUndefined();
    await adapters.subscribers.suppress('bob@example.org', 'bounce', NOON);
    expect(await objection()).toBe('suppressed');
    expect(
      await adapters.subscribers.findObjection({ subscriberId: 'nobody', unsubscribes: 0 }),
    ).toBe('erased');
  });

  it('objects by unsubscribing from everything', async () => {
    await adapters.subscribers.findOrCreate(aSubscriber('cat'));
    await adapters.subscribers.markUnsubscribed('cat', NOON);
    expect(await adapters.subscribers.findObjection({ subscriberId: 'cat', unsubscribes: 0 })).toBe(
      'unsubscribed',
    );
  });
});

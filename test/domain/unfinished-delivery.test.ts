import fc from 'fast-check';
import type { SendEventsMark } from '../../lambdas/domain/send-events';
import {
  decideUnfinishedStep,
  needsProbe,
  type RecoveryState,
  type UnfinishedDelivery,
  type UnfinishedStep,
} from '../../lambdas/domain/unfinished-delivery';

const NOON = Date.UTC(2026, 11, 2, 12);
/** Seconds after noon as a time. */
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();
const aState = (fields: Partial<RecoveryState> = {}): RecoveryState => ({
  now: at(0),
  sendEvents: undefined,
  isSendingPaused: false,
  ...fields,
});
/** Send events have been handled for an hour, the last of an email that was sent at that second. */
const eventsUntil = (seconds: number): SendEventsMark => ({
  until: at(seconds),
  handledAt: at(seconds + 1),
  aliveSince: at(seconds - 3600),
});
const claimedAt = (seconds: number): UnfinishedDelivery => ({
  status: 'claimed',
  claimedAt: at(seconds),
});
const suspectedAt = (seconds: number): UnfinishedDelivery => ({
  status: 'claimed',
  claimedAt: at(seconds - 180),
  suspectedAt: at(seconds),
});
const waiting = (requeues = 0): UnfinishedDelivery => ({ status: 'waiting', requeues });
const minutes = (count: number) => count * 60;

describe('an unfinished delivery', () => {
  it.each<[string, UnfinishedDelivery, RecoveryState, UnfinishedStep]>([
    [
      'claimed a moment ago: its worker may be sending it',
      claimedAt(-179),
      aState(),
      { step: 'none' },
    ],
    [
      'claimed three minutes ago',
      claimedAt(-180),
      aState(),
      { step: 'suspect', claimedAt: at(-180), checkAt: at(110) },
    ],
    [
      'claimed three minutes ago, while sending is paused',
      claimedAt(-180),
      aState({ isSendingPaused: true }),
      { step: 'suspect', claimedAt: at(-180), checkAt: at(110) },
    ],
    [
      'suspected, without any Send event',
      suspectedAt(-minutes(60)),
      aState(),
      { step: 'await-proof' },
    ],
    [
      'suspected, when the last Send event is of an earlier email',
      suspectedAt(-minutes(60)),
      aState({ sendEvents: eventsUntil(-minutes(60)) }),
      { step: 'await-proof' },
    ],
    [
      'suspected less than two runs ago: its event may be overtaken by later ones',
      suspectedAt(-109),
      aState({ sendEvents: eventsUntil(-5) }),
      { step: 'await-proof' },
    ],
    [
      'suspected two runs ago, and events of later emails arrive',
      suspectedAt(-110),
      aState({ sendEvents: eventsUntil(-5) }),
      { step: 'release', suspectedAt: at(-110), checkAt: at(120) },
    ],
    [
      'suspected, when the first event after an outage has just arrived: others are to be retried',
      suspectedAt(-minutes(60)),
      aState({ sendEvents: { until: at(-5), handledAt: at(-4), aliveSince: at(-4) } }),
      { step: 'await-proof' },
    ],
    [
      'proven not to be sent, while sending is paused',
      suspectedAt(-110),
      aState({ sendEvents: eventsUntil(-5), isSendingPaused: true }),
      { step: 'none' },
    ],
    ['waiting', waiting(), aState(), { step: 'queue', checkAt: at(minutes(15)) }],
    ['waiting, queued before', waiting(1), aState(), { step: 'queue', checkAt: at(minutes(30)) }],
    ['waiting, queued often', waiting(9), aState(), { step: 'queue', checkAt: at(minutes(240)) }],
    [
      'waiting, while sending is paused',
      waiting(),
      aState({ isSendingPaused: true }),
      { step: 'none' },
    ],
  ])('that is %s', (_what, delivery, state, step) => {
    expect(decideUnfinishedStep(delivery, state)).toEqual(step);
  });

  const times = fc.integer({ min: -7200, max: 0 });
  const deliveries: fc.Arbitrary<UnfinishedDelivery> = fc.oneof(
    fc.nat(100).map(waiting),
    times.map(claimedAt),
    times.map(suspectedAt),
  );
  const states: fc.Arbitrary<RecoveryState> = fc.record({
    now: fc.constant(at(0)),
    isSendingPaused: fc.boolean(),
    sendEvents: fc.option(
      fc.record({ until: times.map(at), handledAt: times.map(at), aliveSince: times.map(at) }),
      { nil: undefined },
    ),
  });

  it('is released only after a suspicion, a later Send event and two runs', () => {
    fc.assert(
      fc.property(deliveries, states, (delivery, state) => {
        const decided = decideUnfinishedStep(delivery, state);
        if (decided.step !== 'release') return;
        expect(delivery).toMatchObject({ status: 'claimed', suspectedAt: decided.suspectedAt });
        expect(Date.parse(decided.suspectedAt)).toBeLessThanOrEqual(NOON - 110_000);
        expect(String(state.sendEvents?.until) > decided.suspectedAt).toBe(true);
        expect(state.isSendingPaused).toBe(false);
      }),
    );
  });

  it('is never queued without a later time for the next check, nor while sending is paused', () => {
    fc.assert(
      fc.property(deliveries, states, (delivery, state) => {
        const decided = decideUnfinishedStep(delivery, state);
        if ('checkAt' in decided) expect(decided.checkAt > state.now).toBe(true);
        if (state.isSendingPaused)
          expect(['none', 'suspect', 'await-proof']).toContain(decided.step);
      }),
    );
  });
});

describe('a probe', () => {
  it.each<[boolean, string, UnfinishedStep['step'][], Partial<RecoveryState>]>([
    [true, 'a claim has just been suspected', ['none', 'suspect'], {}],
    [true, 'a claim is suspected', ['await-proof'], {}],
    [true, 'the last Send event is not recent', ['suspect'], { sendEvents: eventsUntil(-60) }],
    [false, 'other emails have just been sent', ['suspect'], { sendEvents: eventsUntil(-5) }],
    [false, 'nothing is suspected', ['none', 'queue', 'release'], {}],
    [false, 'sending is paused', ['await-proof'], { isSendingPaused: true }],
  ])('is needed (%s) if %s', (isNeeded, _what, steps, state) => {
    expect(needsProbe(steps, aState(state))).toBe(isNeeded);
  });
});

import * as fc from 'fast-check';
import {
  type AlertState,
  decideAlert,
  NO_ALERTS,
  nextMorning,
} from '../../lambdas/domain/alert-window';

const limits = { windowMs: 15 * 60_000, maxPerDay: 20 };
const at = (now: string) => ({ now, hour: 8, timeZone: 'Europe/Berlin' });
const opened = (changes: Partial<AlertState['window']> = {}): AlertState => ({
  ...NO_ALERTS,
  window: {
    endsAt: '2026-01-10T10:15:00.000Z',
    openedBy: 'alert-1',
    day: '2026-01-10',
    emails: 1,
    ...changes,
  },
});

describe('the first alert', () => {
  it('is sent at once and opens a window', () => {
    expect(decideAlert(NO_ALERTS, 'alert-1', at('2026-01-10T10:00:00.000Z'), limits)).toEqual({
      outcome: 'send',
      opens: opened().window,
    });
  });

  it('is sent, not gathered, when it is tried again in its own window', () => {
    const again = decideAlert(opened(), 'alert-1', at('2026-01-10T10:05:00.000Z'), limits);
    expect(again).toEqual({ outcome: 'send-again' });
  });
});

describe('a further alert', () => {
  it('is gathered until the window ends', () => {
    expect(decideAlert(opened(), 'alert-2', at('2026-01-10T10:14:59.999Z'), limits)).toEqual({
      outcome: 'gather',
      until: '2026-01-10T10:15:00.000Z',
    });
  });

  it('is sent at once when the window has ended and nothing waits', () => {
    const decision = decideAlert(opened(), 'alert-2', at('2026-01-10T10:15:00.000Z'), limits);
    expect(decision).toMatchObject({ outcome: 'send', opens: { openedBy: 'alert-2', emails: 2 } });
  });

  it('joins alerts that still wait after their window ended', () => {
    const state = {
      ...opened(),
      gathered: [{ briefingId: 'b', edition: 1 }],
      dueAt: '2026-01-10T10:15:00.000Z',
    };
    const decision = decideAlert(state, 'alert-3', at('2026-01-10T10:20:00.000Z'), limits);
    expect(decision).toEqual({ outcome: 'gather', until: '2026-01-10T10:15:00.000Z' });
  });
});

describe('the daily limit', () => {
  const full = opened({ emails: 20 });

  it('gathers the rest of the day until the digest hour of the next day', () => {
    const decision = decideAlert(full, 'alert-21', at('2026-01-10T12:00:00.000Z'), limits);
    expect(decision).toEqual({ outcome: 'gather', until: '2026-01-11T07:00:00.000Z' });
  });

  it('ends at midnight in the time zone of the subscriber', () => {
    const decision = decideAlert(full, 'alert-21', at('2026-01-10T23:00:00.000Z'), limits);
    expect(decision).toMatchObject({ outcome: 'send', opens: { day: '2026-01-11', emails: 1 } });
  });

  it('waits for the next day even if the hour is still to come today', () => {
    expect(nextMorning(at('2026-01-10T01:00:00.000Z'))).toBe('2026-01-11T07:00:00.000Z');
  });

  it('is off when it is 0', () => {
    const decision = decideAlert(full, 'alert-21', at('2026-01-10T12:00:00.000Z'), {
      ...limits,
      maxPerDay: 0,
    });
    expect(decision.outcome).toBe('send');
  });
});

it('sends every alert at once when the window is 0 minutes', () => {
  const noWindow = { windowMs: 0, maxPerDay: 0 };
  const first = decideAlert(NO_ALERTS, 'alert-1', at('2026-01-10T10:00:00.000Z'), noWindow);
  const state = { ...NO_ALERTS, ...(first.outcome === 'send' ? { window: first.opens } : {}) };
  const second = decideAlert(state, 'alert-2', at('2026-01-10T10:00:00.000Z'), noWindow);
  expect(second.outcome).toBe('send');
});

it('never sends two alerts at once within a window, nor more than the limit in a day', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { maxLength: 80 });
  fc.assert(
    fc.property(minutes, (offsets) => {
      const sent: { time: number; day: string }[] = [];
      let state = NO_ALERTS;
      for (const [index, offset] of offsets.toSorted((a, b) => a - b).entries()) {
        const time = Date.parse('2026-03-28T00:00:00.000Z') + offset * 60_000;
        const now = new Date(time).toISOString();
        const decision = decideAlert(state, `alert-${index}`, at(now), limits);
        if (decision.outcome !== 'send') continue;
        state = { ...state, window: decision.opens };
        sent.push({ time, day: decision.opens.day });
      }
      for (const [index, { time, day }] of sent.entries()) {
        const next = sent[index + 1];
        if (next) expect(next.time - time).toBeGreaterThanOrEqual(limits.windowMs);
        expect(sent.filter((other) => other.day === day).length).toBeLessThanOrEqual(20);
      }
    }),
  );
});

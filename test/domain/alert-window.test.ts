import * as fc from 'fast-check';
import {
  type AlertState,
  alertLimitsOf,
  decideAlert,
  findAlertWait,
  NO_ALERTS,
  nextMorning,
  readMaxAlerts,
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

describe('an alert in quiet hours or a pause', () => {
  const night = { ...at('2026-01-10T22:30:00.000Z'), quietHours: { from: 22, to: 7 } };
  const pausedUntil = '2026-01-20T07:00:00.000Z';
  const paused = { ...at('2026-01-10T10:00:00.000Z'), pausedUntil };

  it('is gathered until the end, although no other one was sent before', () => {
    expect(decideAlert(NO_ALERTS, 'alert-1', night, limits)).toEqual({
      outcome: 'gather',
      until: '2026-01-11T06:00:00.000Z',
    });
    expect(decideAlert(NO_ALERTS, 'alert-1', paused, { windowMs: 0, maxPerDay: 0 })).toEqual({
      outcome: 'gather',
      until: pausedUntil,
    });
  });

  it('is gathered too if it is a retry of the one that opened the window', () => {
    const again = { ...night, now: '2026-01-10T21:30:00.000Z' };
    expect(decideAlert(opened(), 'alert-1', again, limits)).toMatchObject({ outcome: 'gather' });
  });

  it('is sent once they have ended', () => {
    const morning = { ...night, now: '2026-01-11T06:00:00.000Z' };
    expect(decideAlert(NO_ALERTS, 'alert-1', morning, limits).outcome).toBe('send');
    expect(
      decideAlert(NO_ALERTS, 'alert-1', { ...paused, now: pausedUntil }, limits),
    ).toMatchObject({ outcome: 'send' });
  });

  it('waits for all of them: the first says why, the last until when', () => {
    expect(findAlertWait(NO_ALERTS, at(night.now), limits)).toBeUndefined();
    const quietEnd = { ...paused, quietHours: { from: 8, to: 9 } };
    expect(findAlertWait(NO_ALERTS, quietEnd, limits)).toEqual({
      because: 'pause',
      until: '2026-01-20T08:00:00.000Z',
    });
    const exhausted = opened({ emails: 20 });
    const now = '2026-01-10T12:00:00.000Z';
    expect(findAlertWait(exhausted, { ...night, now, hour: 6 }, limits)).toEqual({
      because: 'daily-limit',
      until: '2026-01-11T06:00:00.000Z',
    });
    expect(findAlertWait(exhausted, night, limits)).toEqual({
      because: 'daily-limit',
      until: '2026-01-11T07:00:00.000Z',
    });
    expect(findAlertWait(opened({ emails: 19 }), night, limits)).toEqual({
      because: 'quiet-hours',
      until: '2026-01-11T06:00:00.000Z',
    });
    // The limit is that of the day on which the pause ends.
    expect(findAlertWait(exhausted, paused, limits)).toEqual({
      because: 'pause',
      until: pausedUntil,
    });
  });
});

describe('a subscriber’s own daily limit', () => {
  it('counts if it is lower than the site’s, or if the site has none', () => {
    const limitOf = (maxAlertsPerDay: number, maxPerDay: number) =>
      alertLimitsOf({ maxAlertsPerDay }, { windowMs: 1, maxPerDay });
    expect(limitOf(3, 20)).toEqual({ windowMs: 1, maxPerDay: 3 });
    expect(limitOf(50, 20)).toEqual({ windowMs: 1, maxPerDay: 20 });
    expect(limitOf(3, 0)).toEqual({ windowMs: 1, maxPerDay: 3 });
    expect(alertLimitsOf({}, limits)).toEqual(limits);
    expect(alertLimitsOf({}, { windowMs: 1, maxPerDay: 0 }).maxPerDay).toBe(0);
  });

  it('is a number from 1 to 100, or empty for the site’s', () => {
    expect(readMaxAlerts(' 5 ')).toEqual({ outcome: 'read', value: 5 });
    expect(readMaxAlerts('')).toEqual({ outcome: 'read', value: undefined });
    for (const text of ['0', '101', '-1', '1.5', 'five', '1e1']) {
      expect(readMaxAlerts(text)).toMatchObject({ code: 'unknownMaxAlerts', values: [100] });
    }
  });
});

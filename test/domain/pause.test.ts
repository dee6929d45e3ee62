import fc from 'fast-check';
import { DateTime } from 'luxon';
import { nextDigestAt } from '../../lambdas/domain/digest-schedule';
import { DIGEST_FREQUENCIES } from '../../lambdas/domain/frequency';
import { MATCH_RETENTION_DAYS } from '../../lambdas/domain/match-retention';
import { digestAfterPause, isPaused, readPauseEnd } from '../../lambdas/domain/pause';

const DAY_MS = 24 * 3600_000;

const NOON = '2026-11-20T12:00:00.000Z';
const berlin = { hour: 7, timeZone: 'Europe/Berlin' };
const pausedUntil = '2026-12-01T06:00:00.000Z';

describe('a pause', () => {
  it('ends at its end', () => {
    expect(isPaused({ pausedUntil }, '2026-12-01T05:59:59.999Z')).toBe(true);
    expect(isPaused({ pausedUntil }, pausedUntil)).toBe(false);
    expect(isPaused({}, NOON)).toBe(false);
  });

  it('lasts until the digest hour of a day in the subscriber’s time zone', () => {
    expect(readPauseEnd(' 2026-12-01 ', berlin, NOON)).toEqual({
      outcome: 'read',
      value: pausedUntil,
    });
    // Tomorrow in Auckland is today in UTC.
    const auckland = { hour: 7, timeZone: 'Pacific/Auckland' };
    expect(readPauseEnd('2026-11-21', auckland, NOON)).toEqual({
      outcome: 'read',
      value: '2026-11-20T18:00:00.000Z',
    });
  });

  it('may end later today, but not earlier', () => {
    expect(readPauseEnd('2026-11-20', { ...berlin, hour: 14 }, NOON)).toMatchObject({
      value: '2026-11-20T13:00:00.000Z',
    });
    expect(readPauseEnd('2026-11-20', { ...berlin, hour: 13 }, NOON)).toMatchObject({
      code: 'pauseInThePast',
    });
  });

  it('lasts 30 days at most', () => {
    expect(readPauseEnd('2026-12-20', berlin, NOON)).toMatchObject({ outcome: 'read' });
    expect(readPauseEnd('2026-12-21', berlin, NOON)).toMatchObject({
      code: 'pauseTooLong',
      reason: 'A pause can last 30 days at most.',
    });
  });

  describe('while something waits since an earlier one', () => {
    const daysAgo = (days: number) => new Date(Date.parse(NOON) - days * DAY_MS).toISOString();

    it('is as long as any other if that was not long ago', () => {
      expect(readPauseEnd('2026-12-20', berlin, NOON, daysAgo(33))).toMatchObject({
        outcome: 'read',
      });
    });

    it('ends before it gets too old', () => {
      const read = (date: string) => readPauseEnd(date, berlin, NOON, daysAgo(44));
      // 64 days after it, at noon.
      expect(read('2026-12-10')).toMatchObject({ outcome: 'read' });
      expect(read('2026-12-11')).toMatchObject({
        code: 'pauseTooLongNow',
        reason:
          'What waits for you must be sent before it gets too old, so this pause can last 20 days at most.',
      });
    });

    it('counts only days whose digest hour comes in time', () => {
      const evening = { ...berlin, hour: 20 };
      const read = (date: string) => readPauseEnd(date, evening, NOON, daysAgo(44));
      expect(read('2026-12-09')).toMatchObject({ outcome: 'read' });
      expect(read('2026-12-10')).toMatchObject({ code: 'pauseTooLongNow', values: [19] });
    });

    it('cannot begin if nothing may wait any longer', () => {
      expect(readPauseEnd('2026-11-22', berlin, NOON, daysAgo(64))).toMatchObject({
        code: 'pauseNotNow',
      });
    });
  });

  it('loses no match, however often it is extended or another one follows it', () => {
    const press = fc.record({
      afterHours: fc.integer({ min: 1, max: 800 }),
      days: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...DIGEST_FREQUENCIES),
        fc.constantFrom('Europe/Berlin', 'Pacific/Auckland'),
        fc.integer({ min: 0, max: 23 }),
        fc.array(press, { minLength: 1, maxLength: 30 }),
        (frequency, timeZone, hour, presses) => {
          const own = { hour, timeZone };
          let now = NOON;
          let settledUntil = NOON;
          let dueAt = nextDigestAt({ ...own, frequency }, now);
          for (const { afterHours, days } of presses) {
            now = new Date(Date.parse(now) + afterHours * 3600_000).toISOString();
            while (dueAt <= now) {
              settledUntil = dueAt;
              dueAt = nextDigestAt({ ...own, frequency }, dueAt);
            }
            const date = DateTime.fromISO(now, { zone: timeZone }).plus({ days }).toISODate() ?? '';
            const end = readPauseEnd(date, own, now, settledUntil);
            if (end.outcome === 'read') dueAt = digestAfterPause(own, frequency, end.value);
            const wait = (Date.parse(dueAt) - Date.parse(settledUntil)) / DAY_MS;
            expect(wait + 31).toBeLessThan(MATCH_RETENTION_DAYS);
          }
        },
      ),
    );
  });

  it.each(['', 'tomorrow', '2026-13-01', '2026-02-30', '2026-12-01T10:00', '2026-W50'])(
    'is refused without a date, such as "%s"',
    (text) => {
      expect(readPauseEnd(text, berlin, NOON)).toMatchObject({ code: 'unknownDate' });
    },
  );
});

describe('the first digest after a pause', () => {
  it('is due at its first usual time from the end of the pause on', () => {
    const next = (frequency: 'daily' | 'weekly' | 'monthly') =>
      digestAfterPause({ ...berlin, weekday: 3, monthDay: 28 }, frequency, pausedUntil);
    expect(next('daily')).toBe(pausedUntil);
    expect(next('weekly')).toBe('2026-12-02T06:00:00.000Z');
    expect(next('monthly')).toBe('2026-12-28T06:00:00.000Z');
  });
});

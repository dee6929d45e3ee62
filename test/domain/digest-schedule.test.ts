import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  firstDigestOf,
  isAnotherDay,
  nextDigestAt,
  readMonthDay,
  readWeekday,
  rescheduleDigest,
  scheduleOf,
} from '../../lambdas/domain/digest-schedule';
import { DIGEST_FREQUENCIES } from '../../lambdas/domain/frequency';
import { MATCH_RETENTION_DAYS, MAX_PAUSE_DAYS } from '../../lambdas/domain/match-retention';
import { digestAfterPause } from '../../lambdas/domain/pause';
import { isTimeZone } from '../../lambdas/domain/time-zone';

const HOUR_MS = 3_600_000;

describe('the time of a digest', () => {
  const daily = (timeZone: string, hour: number, after: string) =>
    nextDigestAt({ frequency: 'daily', hour, timeZone }, after);
  const weekly = (timeZone: string, hour: number, after: string) =>
    nextDigestAt({ frequency: 'weekly', hour, timeZone }, after);
  const monthly = (timeZone: string, hour: number, after: string) =>
    nextDigestAt({ frequency: 'monthly', hour, timeZone }, after);

  it('is today before the hour, and tomorrow from the hour on', () => {
    expect(daily('Europe/Berlin', 8, '2026-01-10T06:59:59.999Z')).toBe('2026-01-10T07:00:00.000Z');
    expect(daily('Europe/Berlin', 8, '2026-01-10T07:00:00.000Z')).toBe('2026-01-11T07:00:00.000Z');
  });

  it('is on the subscriber’s local day, not the day in UTC', () => {
    expect(daily('Pacific/Auckland', 7, '2026-06-30T18:30:00Z')).toBe('2026-06-30T19:00:00.000Z');
    expect(daily('America/Los_Angeles', 20, '2026-07-01T02:00:00Z')).toBe(
      '2026-07-01T03:00:00.000Z',
    );
  });

  it.each([
    ['Asia/Kolkata', '2026-03-01T00:00:00Z', '2026-03-01T02:30:00.000Z'],
    ['Asia/Kathmandu', '2026-03-01T00:00:00Z', '2026-03-01T02:15:00.000Z'],
    ['America/St_Johns', '2026-01-05T00:00:00Z', '2026-01-05T11:30:00.000Z'],
    ['Australia/Eucla', '2026-03-01T00:00:00Z', '2026-03-01T23:15:00.000Z'],
  ])(
    'is at the local hour in a zone with an offset that is not a whole hour: %s',
    (timeZone, after, due) => {
      expect(daily(timeZone, 8, after)).toBe(due);
    },
  );

  it.each([
    // In spring, 02:00 becomes 03:00 in Berlin, 00:00 becomes 01:00 in Havana, 02:00 becomes 02:30 on Lord Howe.
    ['Europe/Berlin', 2, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['America/New_York', 2, '2026-03-07T12:00:00Z', '2026-03-08T07:00:00.000Z'],
    ['America/Havana', 0, '2026-03-07T12:00:00Z', '2026-03-08T05:00:00.000Z'],
    ['Australia/Lord_Howe', 2, '2026-10-03T03:00:00Z', '2026-10-03T15:30:00.000Z'],
  ])(
    'is right after the clocks move forward if they skip the hour: %s',
    (zone, hour, after, due) => {
      expect(daily(zone, hour, after)).toBe(due);
      // The next day, it is at its hour again.
      const next = DateTime.fromISO(daily(zone, hour, due), { zone });
      expect([next.hour, next.minute]).toEqual([hour, 0]);
    },
  );

  it.each([
    ['Europe/Berlin', 2, '2026-10-24T12:00:00Z', '2026-10-25T00:00:00.000Z'],
    ['America/New_York', 1, '2026-10-31T12:00:00Z', '2026-11-01T05:00:00.000Z'],
    ['America/Havana', 0, '2026-10-31T12:00:00Z', '2026-11-01T04:00:00.000Z'],
  ])(
    'is at the first occurrence if the clocks repeat the hour: %s',
    (timeZone, hour, after, due) => {
      expect(daily(timeZone, hour, after)).toBe(due);
    },
  );

  it.each([
    ['Europe/Berlin', 2, '2026-10-25T00:00:00Z'],
    ['America/New_York', 1, '2026-11-01T05:00:00Z'],
    ['America/Havana', 0, '2026-11-01T04:00:00Z'],
  ])('is not at the second occurrence as well: %s', (timeZone, hour, first) => {
    for (const minutes of [0, 30, 59, 60, 90]) {
      const after = new Date(Date.parse(first) + minutes * 60_000).toISOString();
      const due = daily(timeZone, hour, after);
      expect(Date.parse(due) - Date.parse(first)).toBe(25 * HOUR_MS);
    }
  });

  it('is on a Monday if it is weekly, and on the next Monday from the hour on', () => {
    const [before, at] = ['2026-12-07T07:59:00Z', '2026-12-07T08:00:00Z'];
    expect(weekly('Europe/London', 8, before)).toBe('2026-12-07T08:00:00.000Z');
    expect(weekly('Europe/London', 8, at)).toBe('2026-12-14T08:00:00.000Z');
    for (const day of ['08', '09', '10', '11', '12', '13']) {
      expect(weekly('Europe/London', 8, `2026-12-${day}T12:00:00Z`)).toBe(
        '2026-12-14T08:00:00.000Z',
      );
    }
  });

  it('is on the subscriber’s local Monday', () => {
    expect(weekly('Pacific/Kiritimati', 1, '2026-12-05T12:00:00Z')).toBe(
      '2026-12-06T11:00:00.000Z',
    );
  });

  it.each([
    ['the 1st', '2026-11-20T12:00:00Z', '2026-12-01T08:00:00.000Z'],
    ['the Monday after a Saturday', '2026-07-10T12:00:00Z', '2026-08-03T07:00:00.000Z'],
    ['the Monday after a Sunday', '2026-10-20T12:00:00Z', '2026-11-02T08:00:00.000Z'],
    ['in January after December', '2026-12-02T12:00:00Z', '2027-01-01T08:00:00.000Z'],
  ])('is on the first weekday of the month if it is monthly: %s', (_day, after, due) => {
    expect(monthly('Europe/London', 8, after)).toBe(due);
  });

  it('is on this month’s first weekday until its hour, and on next month’s from then on', () => {
    expect(monthly('Europe/London', 8, '2026-08-03T06:59:59.999Z')).toBe(
      '2026-08-03T07:00:00.000Z',
    );
    expect(monthly('Europe/London', 8, '2026-08-03T07:00:00.000Z')).toBe(
      '2026-09-01T07:00:00.000Z',
    );
    // The 1st is a Saturday, so on the 1st and the 2nd the month's digest is not due yet.
    expect(monthly('Europe/London', 8, '2026-08-01T12:00:00Z')).toBe('2026-08-03T07:00:00.000Z');
    expect(monthly('Europe/London', 8, '2026-08-02T12:00:00Z')).toBe('2026-08-03T07:00:00.000Z');
  });

  it('is in the subscriber’s local month', () => {
    expect(monthly('Pacific/Kiritimati', 1, '2026-11-30T10:30:00Z')).toBe(
      '2026-11-30T11:00:00.000Z',
    );
  });

  const ZONES = [
    'UTC',
    'Europe/London',
    'Europe/Berlin',
    'America/New_York',
    'America/Havana',
    'America/St_Johns',
    'America/Santiago',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Asia/Beirut',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
    'Antarctica/Troll',
  ];
  const moment = fc
    .integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) })
    .map((ms) => new Date(ms).toISOString());
  const plan = fc.record({
    frequency: fc.constantFrom(...DIGEST_FREQUENCIES),
    hour: fc.integer({ min: 0, max: 23 }),
    timeZone: fc.constantFrom(...ZONES),
  });

  const MAX_DAYS = { daily: 1, weekly: 7, monthly: 33 };

  it('is always in the future, within one period, and at the hour unless the clocks skip it', () => {
    fc.assert(
      fc.property(plan, moment, ({ frequency, hour, timeZone }, after) => {
        const due = nextDigestAt({ frequency, hour, timeZone }, after);
        const wait = Date.parse(due) - Date.parse(after);
        // A day is an hour longer if the clocks go back, and two hours longer in Troll.
        const maxHours = MAX_DAYS[frequency] * 24 + (timeZone.endsWith('Troll') ? 2 : 1);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(maxHours * HOUR_MS);

        const local = DateTime.fromISO(due, { zone: timeZone });
        if (frequency === 'weekly') expect(local.weekday).toBe(1);
        if (frequency === 'monthly') {
          expect(local.weekday).toBeLessThanOrEqual(5);
          expect(local.day).toBeLessThanOrEqual(3);
        }
        const atTheHour = local.hour === hour && local.minute === 0;
        expect(atTheHour || clocksMovedForwardBefore(local)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('is on the day that the subscriber chose', () => {
    fc.assert(
      fc.property(
        plan,
        moment,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 28 }),
        ({ frequency, hour, timeZone }, after, weekday, monthDay) => {
          const due = nextDigestAt({ frequency, hour, timeZone, weekday, monthDay }, after);
          const local = DateTime.fromISO(due, { zone: timeZone });
          if (frequency === 'weekly') expect(local.weekday).toBe(weekday);
          if (frequency === 'monthly') expect(local.day).toBe(monthDay);
          const days = (Date.parse(due) - Date.parse(after)) / (24 * HOUR_MS);
          expect(days).toBeGreaterThan(0);
          expect(days).toBeLessThanOrEqual({ daily: 1, weekly: 7, monthly: 31 }[frequency] + 0.1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('after a pause of the longest kind still covers all matches, even after an outage of a month', () => {
    const chosen = fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined });
    fc.assert(
      fc.property(plan, moment, chosen, ({ frequency, ...schedule }, after, monthDay) => {
        const own = monthDay === undefined ? schedule : { ...schedule, monthDay };
        const last = nextDigestAt({ ...own, frequency }, after);
        const missed = nextDigestAt({ ...own, frequency }, last);
        const end = new Date(Date.parse(missed) + MAX_PAUSE_DAYS * 24 * HOUR_MS).toISOString();
        const due = digestAfterPause(own, frequency, end);
        const days = (Date.parse(due) - Date.parse(last)) / (24 * HOUR_MS);
        expect(days + 31).toBeLessThan(MATCH_RETENTION_DAYS);
      }),
    );
  });

  it('is so soon after the previous one that no match has expired, even after an outage of a month', () => {
    fc.assert(
      fc.property(plan, moment, (digest, after) => {
        const one = nextDigestAt(digest, after);
        const days = (Date.parse(nextDigestAt(digest, one)) - Date.parse(one)) / (24 * HOUR_MS);
        expect(days + 31).toBeLessThan(MATCH_RETENTION_DAYS);
      }),
    );
  });

  it('is once per calendar month, for ten years', () => {
    let at = '2026-01-15T00:00:00.000Z';
    const months = Array.from({ length: 120 }, () => {
      at = monthly('America/New_York', 8, at);
      return DateTime.fromISO(at, { zone: 'America/New_York' }).toFormat('yyyy-MM');
    });
    const first = DateTime.fromISO('2026-02-01');
    expect(months).toEqual(
      months.map((_, index) => first.plus({ months: index }).toFormat('yyyy-MM')),
    );
  });

  it('is once per local day, for a year', () => {
    for (const timeZone of ['Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe']) {
      for (const hour of [0, 2]) {
        const days: string[] = [];
        let at = '2026-01-01T12:00:00.000Z';
        for (let count = 0; count < 365; count += 1) {
          at = daily(timeZone, hour, at);
          days.push(DateTime.fromISO(at, { zone: timeZone }).toISODate() ?? '');
        }
        const first = DateTime.fromISO(days[0] ?? '');
        expect(days).toEqual(days.map((_, index) => first.plus({ days: index }).toISODate()));
      }
    }
  });

  /** Whether the clocks moved forward within the two hours before the time. */
  function clocksMovedForwardBefore(time: DateTime): boolean {
    return time.offset > time.minus({ hours: 2 }).offset;
  }
});

describe('a time zone', () => {
  it.each(['Europe/London', 'Asia/Kolkata', 'UTC', 'America/Argentina/Ushuaia'])(
    'is accepted: %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['', ' ', 'Mars/Olympus', 'local', 'system', 'Berlin', 'Europe/London; rm'])(
    'is refused: %j',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('moving a planned digest to another hour or time zone', () => {
  it('moves one that is due on the same day, but none that it would skip', () => {
    const zones = fc.constantFrom('Pacific/Kiritimati', 'Pacific/Honolulu', 'Europe/London');
    const hours = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(
        fc.constantFrom(...DIGEST_FREQUENCIES),
        fc.record({ hour: hours, timeZone: zones }),
        fc.record({ hour: hours, timeZone: zones }),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (frequency, former, chosen, date) => {
          const now = date.toISOString();
          const planned = nextDigestAt({ frequency, ...former }, now);
          const { dueAt, earliest } = rescheduleDigest({ frequency, ...chosen }, now);
          expect(dueAt).toBe(nextDigestAt({ frequency, ...chosen }, now));
          const movedByDays = (Date.parse(dueAt) - Date.parse(planned)) / (24 * HOUR_MS);
          expect(planned >= earliest).toBe(movedByDays <= 3);
          if (frequency === 'daily') expect(planned >= earliest).toBe(true);
        },
      ),
    );
  });

  it('does not move once the digest is due: it is about to be sent', () => {
    const now = '2026-03-03T08:01:16.985Z';
    const time = { frequency: 'daily', hour: 7, timeZone: 'UTC' } as const;
    const { earliest } = rescheduleDigest(time, now);
    expect('2026-03-03T08:00:00.000Z' >= earliest).toBe(false);
    expect(now >= earliest).toBe(false);
    expect('2026-03-03T09:00:00.000Z' >= earliest).toBe(true);
  });
});

describe('moving a planned digest to another day', () => {
  const weekday = fc.integer({ min: 1, max: 7 });
  const monthDay = fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined });
  const schedule = fc
    .record({
      hour: fc.integer({ min: 0, max: 23 }),
      timeZone: fc.constantFrom('Pacific/Kiritimati', 'Pacific/Honolulu', 'Europe/London'),
      weekday,
      monthDay,
    })
    .map(({ monthDay: day, ...rest }) => (day === undefined ? rest : { ...rest, monthDay: day }));
  const moments = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });

  it('is another day only for the digests that come on that kind of day', () => {
    const monday = { hour: 8, timeZone: 'UTC' };
    expect(isAnotherDay('weekly', monday, { ...monday, weekday: 1 })).toBe(false);
    expect(isAnotherDay('weekly', monday, { ...monday, weekday: 2 })).toBe(true);
    expect(isAnotherDay('monthly', monday, { ...monday, weekday: 2 })).toBe(false);
    expect(isAnotherDay('monthly', monday, { ...monday, monthDay: 1 })).toBe(true);
    expect(isAnotherDay('monthly', { ...monday, monthDay: 1 }, monday)).toBe(true);
    expect(isAnotherDay('daily', monday, { ...monday, weekday: 2, monthDay: 3 })).toBe(false);
  });

  it('never leaves it on the former day, unless it is due already', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('weekly' as const, 'monthly' as const),
        schedule,
        schedule,
        moments,
        (frequency, former, chosen, date) => {
          fc.pre(isAnotherDay(frequency, former, chosen));
          const now = date.toISOString();
          const planned = nextDigestAt({ ...former, frequency }, now);
          const { dueAt, earliest } = rescheduleDigest({ ...chosen, frequency }, now, {
            isAnotherDay: true,
          });
          expect(dueAt).toBe(nextDigestAt({ ...chosen, frequency }, now));
          expect(planned >= earliest).toBe(true);
          expect(now >= earliest).toBe(false);
        },
      ),
    );
  });

  it('never makes it so late that a match expires, however often the day or the hour is changed', () => {
    const change = fc.record({ chosen: schedule, afterHours: fc.integer({ min: 1, max: 900 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...DIGEST_FREQUENCIES),
        schedule,
        moments,
        fc.array(change, { maxLength: 40 }),
        (frequency, first, date, changes) => {
          let settledUntil = date.toISOString();
          let former = first;
          let dueAt = nextDigestAt({ ...former, frequency }, settledUntil);
          let now = settledUntil;
          for (const { chosen, afterHours } of changes) {
            now = new Date(Date.parse(now) + afterHours * HOUR_MS).toISOString();
            while (dueAt <= now) {
              settledUntil = dueAt;
              dueAt = nextDigestAt({ ...former, frequency }, dueAt);
            }
            const moved = rescheduleDigest({ ...chosen, frequency }, now, {
              isAnotherDay: isAnotherDay(frequency, former, chosen),
              uncoveredSince: settledUntil,
            });
            if (dueAt >= moved.earliest) dueAt = moved.dueAt;
            former = chosen;
            const days = (Date.parse(dueAt) - Date.parse(settledUntil)) / (24 * HOUR_MS);
            expect(days + 31).toBeLessThan(MATCH_RETENTION_DAYS);
          }
        },
      ),
    );
  });

  it('leaves it on the former day rather than losing the matches of three months', () => {
    const chosen = { hour: 8, timeZone: 'UTC', monthDay: 5, frequency: 'monthly' } as const;
    const move = (uncoveredSince: string) =>
      rescheduleDigest(chosen, '2026-06-06T12:00:00.000Z', { isAnotherDay: true, uncoveredSince });
    const planned = '2026-06-07T08:00:00.000Z';
    expect(move('2026-04-01T08:00:00.000Z')).toMatchObject({ dueAt: '2026-07-05T08:00:00.000Z' });
    expect(planned >= move('2026-04-01T08:00:00.000Z').earliest).toBe(true);
    expect(planned >= move('2026-03-20T08:00:00.000Z').earliest).toBe(false);
  });
});

describe('the first digest', () => {
  const NOON = '2026-12-02T12:00:00.000Z';
  const schedule = { hour: 8, timeZone: 'Europe/London' };

  it('is the next one of its frequency at the subscriber’s hour', () => {
    expect(firstDigestOf('daily', schedule, NOON)).toEqual({
      frequency: 'daily',
      dueAt: '2026-12-03T08:00:00.000Z',
    });
    expect(firstDigestOf('weekly', schedule, NOON)).toEqual({
      frequency: 'weekly',
      dueAt: '2026-12-07T08:00:00.000Z',
    });
  });

  it('does not exist for an instant topic', () => {
    expect(firstDigestOf('instant', schedule, NOON)).toBeUndefined();
  });

  it('cannot be calculated in a time zone that does not exist', () => {
    expect(() => firstDigestOf('daily', { hour: 8, timeZone: 'Mars/Olympus' }, NOON)).toThrow(
      new RangeError('Invalid time zone specified: Mars/Olympus'),
    );
  });
});

describe('the days of a form', () => {
  it('are a weekday from 1 to 7, and a day of the month from 1 to 28', () => {
    expect(readWeekday(' 7 ', undefined)).toEqual({ outcome: 'read', value: 7 });
    expect(readMonthDay('28')).toEqual({ outcome: 'read', value: 28 });
  });

  it('keep the weekday if the field is empty, and mean the first weekday of the month', () => {
    expect(readWeekday('', 3)).toEqual({ outcome: 'read', value: 3 });
    expect(readMonthDay('')).toEqual({ outcome: 'read', value: undefined });
  });

  it.each(['0', '8', '1.5', 'monday', '-1'])('are refused if the weekday is "%s"', (text) => {
    expect(readWeekday(text, undefined)).toMatchObject({ code: 'unknownWeekday' });
  });

  it.each(['0', '29', '31', '1e1', 'first'])('are refused if the day is "%s"', (text) => {
    expect(readMonthDay(text)).toMatchObject({ code: 'unknownMonthDay', values: [28] });
  });

  it('are part of the schedule only if they were chosen', () => {
    const schedule = { hour: 7, timeZone: 'UTC' };
    expect(scheduleOf({ ...schedule, address: 'ann@example.org' } as never)).toEqual(schedule);
    expect(scheduleOf({ ...schedule, weekday: 2, monthDay: 3 })).toEqual({
      ...schedule,
      weekday: 2,
      monthDay: 3,
    });
  });
});

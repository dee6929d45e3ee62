import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addDays,
  dayOfMonth,
  daysBetween,
  firstOfNextMonth,
  isDate,
  localTimeAt,
  timeAtHour,
  weekdayOf,
} from '../../lambdas/domain/local-time';
import { TIME_ZONES } from '../../lambdas/domain/time-zone';

const someZone = fc.constantFrom(...TIME_ZONES);
const someTime = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const someDate = someTime.map((time) => time.slice(0, 10));
const someHour = fc.integer({ min: 0, max: 23 });

describe('the time that clocks show', () => {
  it.each([
    ['Asia/Kathmandu', '2026-01-31T18:14:59.999Z', { date: '2026-01-31', hour: 23 }],
    ['Asia/Kathmandu', '2026-01-31T18:15:00Z', { date: '2026-02-01', hour: 0 }],
    ['America/St_Johns', '2026-07-01T02:29:59Z', { date: '2026-06-30', hour: 23 }],
    ['Pacific/Kiritimati', '2026-01-01T10:00:00Z', { date: '2026-01-02', hour: 0 }],
    ['Asia/Tehran', '2026-01-31T12:00:00+01:00', { date: '2026-01-31', hour: 14 }],
  ])('in %s at %s', (timeZone, time, shown) => {
    expect(localTimeAt(time, timeZone)).toEqual(shown);
  });

  it('is the same as by Luxon in all time zones', () => {
    fc.assert(
      fc.property(someZone, someTime, (timeZone, time) => {
        const luxon = DateTime.fromISO(time, { zone: timeZone });
        const expected = { date: luxon.toISODate(), hour: luxon.hour };
        expect(localTimeAt(time, timeZone)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused in a time zone that does not exist, and for what is not a time', () => {
    expect(() => localTimeAt('2026-01-01T00:00:00Z', 'Mars/Olympus')).toThrow(RangeError);
    expect(() => localTimeAt('tomorrow', 'UTC')).toThrow(RangeError);
  });
});

describe('the time of a full hour', () => {
  it.each([
    // Skipped hours.
    ['2026-03-29', 2, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-09-06', 0, 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-10-04', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    // A skipped day.
    ['2011-12-30', 8, 'Pacific/Apia', '2011-12-30T18:00:00.000Z'],
    // Repeated hours.
    ['2026-10-25', 2, 'Europe/Berlin', '2026-10-25T00:00:00.000Z'],
    ['2026-11-01', 0, 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2026-04-04', 23, 'America/Santiago', '2026-04-05T02:00:00.000Z'],
    // Clocks that are moved by half an hour repeat no full hour, but a part of this one.
    ['2026-04-05', 1, 'Australia/Lord_Howe', '2026-04-04T14:00:00.000Z'],
  ])('on %s at %i in %s', (date, hour, timeZone, time) => {
    expect(timeAtHour(date, hour, timeZone)).toBe(time);
  });

  it('is what clocks show, unless they skip it', () => {
    fc.assert(
      fc.property(someZone, someDate, someHour, (timeZone, date, hour) => {
        const time = timeAtHour(date, hour, timeZone);
        const luxon = DateTime.fromISO(date, { zone: timeZone }).set({ hour });
        if (luxon.hour === hour && luxon.toISODate() === date) {
          expect(localTimeAt(time, timeZone)).toEqual({ date, hour });
          expect(luxon.getPossibleOffsets().map(String)).toContain(String(luxon));
          const first = Math.min(...luxon.getPossibleOffsets().map((possible) => +possible));
          expect(Date.parse(time)).toBe(first);
        } else {
          expect(Date.parse(time)).toBe(+luxon);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is right around every change of the clocks', () => {
    for (const { timeZone, week } of weeksOfClockChanges()) {
      for (let hour = 0; hour < 24 * 8; hour += 1) {
        const date = addDays(week, Math.floor(hour / 24));
        const luxon = DateTime.fromISO(date, { zone: timeZone }).set({ hour: hour % 24 });
        const first = Math.min(...luxon.getPossibleOffsets().map((possible) => +possible));
        const expected = new Date(first).toISOString();
        const time = timeAtHour(date, hour % 24, timeZone);
        expect({ timeZone, date, hour, time }).toEqual({ timeZone, date, hour, time: expected });
      }
    }
  });
});

/** Zones with unlike rules: at midnight, at 1, 2 and 3, by half an hour and by two hours, and for Ramadan. */
const CHANGING_ZONES = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Chatham',
];

/** The first day of each week of 2026 in which the clocks of one of these zones change. */
function* weeksOfClockChanges() {
  for (const timeZone of CHANGING_ZONES) {
    for (let week = '2026-01-01'; week < '2027'; week = addDays(week, 7)) {
      const [from, to] = [week, addDays(week, 7)].map((day) =>
        DateTime.fromISO(day, { zone: timeZone }),
      );
      if (from?.offset !== to?.offset) yield { timeZone, week };
    }
  }
}

describe('dates', () => {
  it('are counted as by Luxon', () => {
    const someDays = fc.integer({ min: -800, max: 800 });
    fc.assert(
      fc.property(someDate, someDays, (date, days) => {
        const luxon = DateTime.fromISO(date, { zone: 'utc' });
        const later = addDays(date, days);
        expect(later).toBe(luxon.plus({ days }).toISODate());
        expect(daysBetween(date, later)).toBe(days);
        expect(weekdayOf(date)).toBe(luxon.weekday);
        expect(firstOfNextMonth(date)).toBe(luxon.startOf('month').plus({ months: 1 }).toISODate());
        expect(dayOfMonth(date, 9)).toBe(luxon.set({ day: 9 }).toISODate());
      }),
    );
  });

  it.each(['2026-02-28', '2028-02-29', '2026-12-31'])('include %s', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-01-01T08', ''])(
    'do not include %s',
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );
});

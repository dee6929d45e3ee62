import * as fc from 'fast-check';
import { isQuietAt, quietUntil, readQuietHours } from '../../lambdas/domain/quiet-hours';

const night = { from: 22, to: 7 };

describe('quiet hours', () => {
  it('begin at their first hour and end before their last, also over midnight', () => {
    const isQuiet = (time: string) => isQuietAt(night, time, 'Europe/Berlin');
    expect(isQuiet('2026-01-10T20:59:59.999Z')).toBe(false);
    expect(isQuiet('2026-01-10T21:00:00.000Z')).toBe(true);
    expect(isQuiet('2026-01-10T23:30:00.000Z')).toBe(true);
    expect(isQuiet('2026-01-11T05:59:59.999Z')).toBe(true);
    expect(isQuiet('2026-01-11T06:00:00.000Z')).toBe(false);
  });

  it('may be within a day', () => {
    const lunch = { from: 12, to: 14 };
    expect(isQuietAt(lunch, '2026-01-10T11:59:00Z', 'UTC')).toBe(false);
    expect(isQuietAt(lunch, '2026-01-10T13:59:00Z', 'UTC')).toBe(true);
    expect(isQuietAt(lunch, '2026-01-10T14:00:00Z', 'UTC')).toBe(false);
  });

  it('end at their last hour of the subscriber’s clock, today or tomorrow', () => {
    const end = (time: string) => quietUntil(night, time, 'Europe/Berlin');
    expect(end('2026-01-10T22:00:00.000Z')).toBe('2026-01-11T06:00:00.000Z');
    expect(end('2026-01-11T02:00:00.000Z')).toBe('2026-01-11T06:00:00.000Z');
    expect(end('2026-01-11T12:00:00.000Z')).toBe('2026-01-11T12:00:00.000Z');
  });

  it('end after the clocks have moved forward if they skip the hour', () => {
    expect(quietUntil({ from: 22, to: 2 }, '2026-03-29T00:30:00.000Z', 'Europe/Berlin')).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    // 3 is the first hour after the gap, and quiet again.
    expect(quietUntil({ from: 3, to: 2 }, '2026-03-29T00:30:00.000Z', 'Europe/Berlin')).toBe(
      '2026-03-30T00:00:00.000Z',
    );
  });

  it('have an end that is not quiet, is not before the time, and comes within two days', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const moment = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) });
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Havana', 'Asia/Kathmandu');
    fc.assert(
      fc.property(hour, hour, moment, zone, (from, to, ms, timeZone) => {
        fc.pre(from !== to);
        const end = quietUntil({ from, to }, new Date(ms).toISOString(), timeZone);
        expect(isQuietAt({ from, to }, end, timeZone)).toBe(false);
        expect(Date.parse(end)).toBeGreaterThanOrEqual(ms);
        expect(Date.parse(end) - ms).toBeLessThanOrEqual(49 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the quiet hours of a form', () => {
  it('are two different hours, or none', () => {
    expect(readQuietHours('22', ' 7 ')).toEqual({ outcome: 'read', value: night });
    expect(readQuietHours('', ' ')).toEqual({ outcome: 'read', value: undefined });
  });

  it.each([
    ['22', ''],
    ['', '7'],
    ['7', '7'],
    ['24', '7'],
    ['-1', '7'],
    ['ten', '7'],
    ['1e1', '7'],
  ])('are refused if they are "%s" to "%s"', (from, to) => {
    expect(readQuietHours(from, to)).toMatchObject({ code: 'unknownQuietHours' });
  });
});

import { parseSchedule } from '../../../lib/local/schedules/expressions';

function next(expression: string, after: string, timeZone = 'UTC'): string | undefined {
  return parseSchedule(expression, timeZone)(new Date(after))?.toISOString();
}

describe('the next time of a schedule', () => {
  it.each([
    ['rate(5 minutes)', '2026-03-01T10:00:30Z', '2026-03-01T10:05:30.000Z'],
    ['rate(1 day)', '2026-03-01T10:00:00Z', '2026-03-02T10:00:00.000Z'],
    ['cron(0 8 * * ? *)', '2026-03-01T08:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['cron(*/15 8-9 ? * MON-FRI *)', '2026-03-06T09:45:00Z', '2026-03-09T08:00:00.000Z'],
    ['cron(30 6 1 JAN,JUL ? *)', '2026-03-01T00:00:00Z', '2026-07-01T06:30:00.000Z'],
    ['cron(0 0 1 1 ? 2030)', '2026-03-01T00:00:00Z', '2030-01-01T00:00:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('is in the schedule’s own time zone', () => {
    expect(next('cron(0 8 * * ? *)', '2026-07-01T00:00:00Z', 'Europe/London')).toBe(
      '2026-07-01T07:00:00.000Z',
    );
  });

  it('is none when its years are over', () => {
    expect(next('cron(0 0 1 1 ? 2020)', '2026-03-01T00:00:00Z')).toBeUndefined();
  });

  it.each(['at(2026-03-01T10:00:00)', 'cron(0 8 L * ? *)', 'cron(61 8 * * ? *)'])(
    'can’t be told of %s, which is refused',
    (expression) => {
      expect(() => parseSchedule(expression, 'UTC')).toThrow("The local stack can't read");
    },
  );
});

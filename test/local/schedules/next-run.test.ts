import { parseSchedule } from '../../../lib/local/schedules/next-run';

const NOON = Date.UTC(2026, 11, 2, 12);
const MINUTE_MS = 60_000;

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('%s runs every %d milliseconds', (expression, milliseconds) => {
    expect(parseSchedule(expression)(NOON) - NOON).toBe(milliseconds);
  });

  it('with minutes runs at those minutes of each hour', () => {
    const nextRun = parseSchedule('cron(2/5 * * * ? *)');
    const runs = [NOON - 1, NOON, NOON + 2 * MINUTE_MS, NOON + 57 * MINUTE_MS].map(nextRun);
    expect(runs.map((run) => (run - NOON) / MINUTE_MS)).toEqual([2, 2, 7, 62]);
  });

  it.each([
    'cron(0 8 * * ? *)',
    'cron(60/5 * * * ? *)',
    'cron(2/0 * * * ? *)',
    'at(2026-03-01T10:00:00)',
    'rate(0 minutes)',
    'rate(25 days)',
    'rate(5 weeks)',
  ])('%s is refused with an error that names it', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(
      `The local stack doesn't support the schedule ${expression}, only rates such as`,
    );
  });
});

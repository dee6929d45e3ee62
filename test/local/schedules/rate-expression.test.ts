import { parseRate } from '../../../lib/local/schedules/rate-expression';

describe('a schedule', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('%s runs every %d milliseconds', (expression, milliseconds) => {
    expect(parseRate(expression)).toBe(milliseconds);
  });

  it.each([
    'cron(0 8 * * ? *)',
    'at(2026-03-01T10:00:00)',
    'rate(0 minutes)',
    'rate(25 days)',
    'rate(5 weeks)',
  ])('%s is refused with an error that names it', (expression) => {
    expect(() => parseRate(expression)).toThrow(
      `The local stack doesn't support the schedule ${expression}, only rates such as`,
    );
  });
});

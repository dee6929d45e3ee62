/** Node's timers can't wait longer; https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_RATE_MS = 2 ** 31 - 1;

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses `rate(5 minutes)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @returns milliseconds. Undefined if the expression isn't a rate of up to 24 days.
 */
export function parseRate(expression: string): number | undefined {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const rate = Number(value) * (UNIT_MS[unit] ?? 0);
  return rate > 0 && rate <= MAX_RATE_MS ? rate : undefined;
}

/** Node's timers can't wait longer; https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_RATE_MS = 2 ** 31 - 1;

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses `rate(5 minutes)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @returns milliseconds.
 * @throws Error naming an expression that isn't a rate.
 */
export function parseRate(expression: string): number {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const rate = Number(value) * (UNIT_MS[unit] ?? 0);
  if (rate > 0 && rate <= MAX_RATE_MS) return rate;
  throw new Error(
    `The local stack doesn't support the schedule ${expression}, only rates such as ` +
      'rate(5 minutes) of up to 24 days. Add it to lib/local/schedules/rate-expression.ts.',
  );
}

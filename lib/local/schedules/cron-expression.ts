/**
 * Parses `cron(2/5 * * * ? *)`: from minute 2 of each hour, every five minutes. The stack uses no other
 * fields of https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 *
 * @returns a function from a time to the next run after it (both ms since 1970). Undefined if the
 * expression isn't of this form.
 */
export function parseCron(expression: string): ((now: number) => number) | undefined {
  const match = /^cron\((\d+)\/(\d+) \* \* \* \? \*\)$/.exec(expression);
  if (match === null) return undefined;
  const [start, step] = match.slice(1).map(Number) as [number, number];
  if (start >= MINUTES_PER_HOUR || step === 0) return undefined;
  return (now) => nextRun(start, step, now);
}

const MINUTES_PER_HOUR = 60;
const MINUTE_MS = 60_000;
const HOUR_MS = MINUTES_PER_HOUR * MINUTE_MS;

function nextRun(start: number, step: number, now: number): number {
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  for (let minute = start; minute < MINUTES_PER_HOUR; minute += step) {
    if (hour + minute * MINUTE_MS > now) return hour + minute * MINUTE_MS;
  }
  return hour + HOUR_MS + start * MINUTE_MS;
}

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The first time (ms) after `after` at which the schedule runs. A rate counts from `start`. */
export function nextRun(expression: string, after: number, start: number): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined && unit !== undefined) {
    const interval = Number(count) * (UNIT_MS[unit] ?? 0);
    return start + (Math.floor((after - start) / interval) + 1) * interval;
  }
  const [, minutes, others] = /^cron\((\S+) (.+)\)$/.exec(expression) ?? [];
  if (minutes === undefined || !/^[*?]( [*?])*$/.test(others ?? '')) {
    throw new Error(`The simulation doesn't know ${expression}: add it to schedule-times.ts.`);
  }
  let time = (Math.floor(after / 60_000) + 1) * 60_000;
  while (!isMinuteOf(minutes, new Date(time).getUTCMinutes())) time += 60_000;
  return time;
}

function isMinuteOf(field: string, minute: number): boolean {
  return field.split(',').some((part) => {
    const [from = '', step] = part.split('/');
    const first = from === '*' ? 0 : Number(from);
    if (step !== undefined) return minute >= first && (minute - first) % Number(step) === 0;
    return from === '*' || minute === first;
  });
}

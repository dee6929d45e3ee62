import { randomUUID } from 'node:crypto';
import type { DeclaredSchedule } from '../declared/schedules';
import type { Invocation, LocalFunction } from '../functions/local-function';
import { parseSchedule } from './expressions';

/** Node's timers hold no longer wait, milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Timetable {
  /**
   * Runs a schedule's function now, as if its time had come.
   *
   * @throws Error when no schedule has a name that contains these words.
   */
  run(name: string): Promise<Invocation>;
  stop(): void;
}

/** Runs each schedule's function at its times, with the declared input. */
export function startTimetable(
  schedules: readonly DeclaredSchedule[],
  functionOf: (arn: string) => LocalFunction,
  clock: () => Date,
): Timetable {
  const timers = new Map<string, NodeJS.Timeout>();

  function runAt(schedule: DeclaredSchedule, time: Date): Promise<Invocation> {
    return functionOf(schedule.functionArn).invoke(inputOf(schedule, time));
  }

  for (const schedule of schedules) {
    const nextTime = parseSchedule(schedule.expression, schedule.timeZone);
    const waitFor = (time: Date | undefined) => {
      if (time === undefined) return;
      const wait = Math.max(0, time.getTime() - clock().getTime());
      const timer = setTimeout(
        () => {
          if (wait <= LONGEST_TIMER_MS) runAt(schedule, time);
          waitFor(wait <= LONGEST_TIMER_MS ? nextTime(time) : time);
        },
        Math.min(wait, LONGEST_TIMER_MS),
      );
      timers.set(schedule.name, timer);
    };
    waitFor(nextTime(clock()));
  }

  return {
    run: (name) => runAt(find(schedules, name), clock()),
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function find(schedules: readonly DeclaredSchedule[], name: string): DeclaredSchedule {
  const found = schedules.filter((schedule) => schedule.name.includes(name));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = schedules.map((schedule) => schedule.name).join(', ');
  throw new Error(`No single schedule is called ${name}; there are ${names}.`);
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function inputOf(schedule: DeclaredSchedule, time: Date): unknown {
  const input = schedule.input
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.name)
    .replaceAll('<aws.scheduler.scheduled-time>', time.toISOString().replace(/\.\d+Z$/, 'Z'))
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
  return JSON.parse(input);
}

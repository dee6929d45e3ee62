import type { Invocation, LocalFunction } from '../functions/local-function';
import type { ScheduleDefinition } from '../template/schedules';
import { parseRate } from './rate-expression';

export interface Scheduler {
  /**
   * Runs a schedule's function now.
   *
   * @throws Error unless exactly one schedule's name contains the word.
   */
  run(word: string): Promise<Invocation>;
  stop(): void;
}

/** Invokes each schedule's function at its rate. */
export function startScheduler(
  schedules: readonly ScheduleDefinition[],
  functionOf: (arn: string) => LocalFunction,
): Scheduler {
  const invoke = ({ functionArn }: ScheduleDefinition) => functionOf(functionArn).invoke({});
  const timers = schedules.map((schedule) =>
    setInterval(() => invoke(schedule), parseRate(schedule.expression)),
  );
  return {
    run: (word) => invoke(findSchedule(schedules, word)),
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function findSchedule(schedules: readonly ScheduleDefinition[], word: string): ScheduleDefinition {
  const [found, ...others] = schedules.filter(({ name }) => name.includes(word));
  if (found && others.length === 0) return found;
  const names = schedules.map(({ name }) => name).join(', ');
  throw new Error(`Expected one schedule whose name contains ${word} among: ${names}.`);
}

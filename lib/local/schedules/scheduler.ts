import type { Invocation, LocalFunction } from '../functions/local-function';
import type { ScheduleDefinition } from '../template/schedules';
import { parseSchedule } from './next-run';

export interface Scheduler {
  /**
   * Runs a schedule's function now.
   *
   * @throws Error unless exactly one schedule's name contains the word.
   */
  run(word: string): Promise<Invocation>;
  stop(): void;
}

/** Invokes each schedule's function at its times. */
export function startScheduler(
  schedules: readonly ScheduleDefinition[],
  functionOf: (arn: string) => LocalFunction,
): Scheduler {
  const invoke = ({ functionArn }: ScheduleDefinition) => functionOf(functionArn).invoke({});
  const stops = schedules.map((schedule) =>
    runRepeatedly(parseSchedule(schedule.expression), () => invoke(schedule)),
  );
  return {
    run: (word) => invoke(findSchedule(schedules, word)),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

/** Starts the work at each of its times, even if the previous run has not ended, as AWS does. */
function runRepeatedly(nextRun: (now: number) => number, work: () => unknown): () => void {
  let timer: NodeJS.Timeout;
  const wait = (from: number) => {
    const next = nextRun(from);
    timer = setTimeout(() => {
      // From the planned time, because a timer may fire a little early, before that minute.
      wait(Math.max(next, Date.now()));
      work();
    }, next - Date.now());
  };
  wait(Date.now());
  return () => clearTimeout(timer);
}

function findSchedule(schedules: readonly ScheduleDefinition[], word: string): ScheduleDefinition {
  const [found, ...others] = schedules.filter(({ name }) => name.includes(word));
  if (found && others.length === 0) return found;
  const names = schedules.map(({ name }) => name).join(', ');
  throw new Error(`Expected one schedule whose name contains ${word} among: ${names}.`);
}

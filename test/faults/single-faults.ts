import { describeFault } from './faults';
import { Subject } from './mutants/subject';
import { everySingleFault, isReceiving } from './plan-faults';
import { describeFailure } from './report';
import type { Schedule } from './run-schedule';
import type { Action } from './scenarios/actions';
import { emailScenario } from './scenarios/email-scenario';
import { smallScenario } from './scenarios/small-scenario';
import type { Point } from './simulation/points';

/** The order of everything in the scenarios. */
const SEED = 1;

/** `FAULT_PATTERN`, `FAULT_EVERY` and `FAULT_SEED`, which `run.ts` sets. */
const pattern = () => new RegExp(process.env.FAULT_PATTERN ?? '');
const every = () => Number(process.env.FAULT_EVERY ?? 1);
const seed = () => Number(process.env.FAULT_SEED ?? 1);

/** A scenario, and which of its points faults strike. */
interface Target {
  readonly actions: readonly Action[];
  readonly isStruck: (point: Point) => boolean;
}

/**
 * Runs the small scenario with every single fault, and the one of emails with every single fault in what receives
 * them, split into `parts` for as many processes.
 *
 * @returns the failures, the first of them with its trace.
 */
export async function failuresOfSingleFaults(part: number, parts: number): Promise<string[]> {
  const subject = await Subject.create();
  const { world } = subject;
  try {
    const targets: Target[] = [
      { actions: smallScenario(world.digestsAt), isStruck: () => true },
      { actions: emailScenario(), isStruck: isReceiving },
    ];
    const schedules: Schedule[] = [];
    for (const { actions, isStruck } of targets) {
      const usual = { seed: SEED, actions, faults: [] };
      const dryRun = await world.run(usual);
      if (dryRun.violations.length > 0) return [describeFailure(usual, dryRun)];
      const faults = everySingleFault(dryRun.points, isStruck);
      schedules.push(...faults.map((fault) => ({ ...usual, faults: [fault] })));
    }
    const chosen = schedules
      .filter(({ faults }) => pattern().test(faults.map(describeFault).join()))
      .filter((_schedule, index) => index % every() === seed() % every())
      .filter((_schedule, index) => index % parts === part);
    const failures: string[] = [];
    for (const schedule of chosen) {
      const result = await subject.run(schedule);
      if (result.violations.length === 0) continue;
      failures.push(
        failures.length === 0
          ? describeFailure(schedule, result)
          : `${schedule.faults.map(describeFault)}: ${result.violations.join(' ')}`,
      );
      if (process.env.FAULT_BAIL === 'true') break;
    }
    console.info(`${chosen.length} single faults, ${failures.length} failures`);
    return failures;
  } finally {
    subject.close();
  }
}

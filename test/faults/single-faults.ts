import { describeFault } from './faults';
import { Subject } from './mutants/subject';
import { everySingleFault } from './plan-faults';
import { describeFailure } from './report';
import { smallScenario } from './scenario';

/** The order of everything in the small scenario. */
const SEED = 1;

/** `FAULT_PATTERN`, `FAULT_EVERY` and `FAULT_SEED`, which `run.ts` sets. */
const pattern = () => new RegExp(process.env.FAULT_PATTERN ?? '');
const every = () => Number(process.env.FAULT_EVERY ?? 1);
const seed = () => Number(process.env.FAULT_SEED ?? 1);

/**
 * Runs the small scenario with every single fault, split into `parts` for as many processes.
 *
 * @returns the failures, the first of them with its trace.
 */
export async function failuresOfSingleFaults(part: number, parts: number): Promise<string[]> {
  const subject = await Subject.create();
  const { world } = subject;
  try {
    const actions = smallScenario(world.digestsAt);
    const dryRun = await world.run({ seed: SEED, actions, faults: [] });
    if (dryRun.violations.length > 0) {
      return [describeFailure({ seed: SEED, actions, faults: [] }, dryRun)];
    }
    const faults = everySingleFault(dryRun.points)
      .filter((fault) => pattern().test(describeFault(fault)))
      .filter((_fault, index) => index % every() === seed() % every())
      .filter((_fault, index) => index % parts === part);
    const failures: string[] = [];
    for (const fault of faults) {
      const schedule = { seed: SEED, actions, faults: [fault] };
      const result = await subject.run(schedule);
      if (result.violations.length === 0) continue;
      failures.push(
        failures.length === 0
          ? describeFailure(schedule, result)
          : `${describeFault(fault)}: ${result.violations.join(' ')}`,
      );
      if (process.env.FAULT_BAIL === 'true') break;
    }
    console.info(`${faults.length} single faults, ${failures.length} failures`);
    return failures;
  } finally {
    subject.close();
  }
}

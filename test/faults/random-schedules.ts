import { Subject } from './mutants/subject';
import { isReceiving, randomFaults } from './plan-faults';
import { describeFailure } from './report';
import type { Schedule } from './run-schedule';
import { emailScenario } from './scenarios/email-scenario';
import { randomScenario } from './scenarios/random-scenario';
import { smallScenario } from './scenarios/small-scenario';
import { shrink } from './shrink';
import type { Point } from './simulation/points';

/** `FAULT_SCHEDULES` and `FAULT_SEED`, which `run.ts` sets. */
const scheduleCount = () => Number(process.env.FAULT_SCHEDULES ?? 200);
const firstSeed = () => Number(process.env.FAULT_SEED ?? 1);

/** Failures beyond this number are only counted: shrinking takes many runs. */
const MAX_SHRUNK_FAILURES = 2;

/** What a seed stands for. `points` are those of a run without faults. */
function scheduleOf(seed: number, points: readonly Point[], digestsAt: number): Schedule {
  return { seed, actions: randomScenario(seed, digestsAt), faults: randomFaults(seed, points) };
}

/**
 * Runs random schedules of several faults, split into `parts` for as many processes.
 *
 * @returns the failures: the first ones shrunk and with their traces.
 */
export async function failuresOfRandomSchedules(part: number, parts: number): Promise<string[]> {
  const subject = await Subject.create();
  const { world } = subject;
  try {
    const { digestsAt } = world;
    const actions = smallScenario(digestsAt);
    const usual = await world.run({ seed: 1, actions, faults: [] });
    const emails = await world.run({ seed: 1, actions: emailScenario(), faults: [] });
    const points = [...usual.points, ...emails.points.filter(isReceiving)];
    const failures: string[] = [];
    let runs = 0;
    for (let index = part; index < scheduleCount(); index += parts) {
      const schedule = scheduleOf(firstSeed() + index, points, digestsAt);
      const result = await subject.run(schedule);
      runs += 1;
      if (result.violations.length === 0) continue;
      if (failures.length < MAX_SHRUNK_FAILURES) {
        const smallest = await shrink(schedule, result, subject.run);
        failures.push(describeFailure(smallest.schedule, smallest.result));
      } else {
        failures.push(`Seed ${schedule.seed} fails: ${result.violations.join(' ')}`);
      }
      if (process.env.FAULT_BAIL === 'true') break;
    }
    console.info(
      `${runs} random schedules from seed ${firstSeed()} on, ${failures.length} failures`,
    );
    return failures;
  } finally {
    subject.close();
  }
}

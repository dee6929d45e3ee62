import type { RunResult, Schedule } from './run-schedule';

type Run = (schedule: Schedule) => Promise<RunResult>;

const MAX_RUNS = 60;

/** Leaves out faults and actions one at a time, as long as the schedule still fails. */
export async function shrink(
  schedule: Schedule,
  result: RunResult,
  run: Run,
): Promise<{ schedule: Schedule; result: RunResult }> {
  let smallest = { schedule, result };
  let runs = 0;
  for (let hasShrunk = true; hasShrunk && runs < MAX_RUNS; ) {
    hasShrunk = false;
    for (const candidate of smallerOnes(smallest.schedule)) {
      if (runs >= MAX_RUNS) break;
      runs += 1;
      const outcome = await run(candidate);
      if (outcome.violations.length === 0) continue;
      smallest = { schedule: candidate, result: outcome };
      hasShrunk = true;
      break;
    }
  }
  return smallest;
}

function smallerOnes({ seed, actions, faults }: Schedule): Schedule[] {
  const without = <T>(list: readonly T[], index: number) =>
    list.filter((_entry, at) => at !== index);
  return [
    ...faults.map((_fault, index) => ({ seed, actions, faults: without(faults, index) })),
    ...actions.map((_action, index) => ({ seed, actions: without(actions, index), faults })),
  ];
}

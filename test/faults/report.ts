import { describeFault } from './faults';
import type { RunResult, Schedule } from './run-schedule';
import { describeAction } from './scenarios/actions';

const MAX_TRACE_LINES = 400;

/** A failed run for people: what it promised, what was done, what failed, and the trace. */
export function describeFailure({ seed, actions, faults }: Schedule, result: RunResult): string {
  const lines = (title: string, list: readonly string[]) => [
    `${title}:`,
    ...(list.length === 0 ? ['  none'] : list.map((line) => `  ${line}`)),
  ];
  return [
    `Seed ${seed} fails:`,
    ...result.violations.map((violation) => `  ${violation}`),
    ...lines('Actions', actions.map(describeAction)),
    ...lines('Faults', faults.map(describeFault)),
    ...lines('Trace', result.trace.slice(-MAX_TRACE_LINES)),
    `Again: FAULT_SEED=${seed} npm run test:faults -- --schedules 1`,
  ].join('\n');
}

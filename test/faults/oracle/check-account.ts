import type { Done } from '../people';
import type { Action } from '../scenarios/actions';
import { type AccountState, accountStates } from './account-states';
import { type CheckedRun, clock } from './checked-run';
import { MAX_SKEW_MS } from './limits';

/** A change of an account: what a person would have to have asked for. */
interface Change {
  readonly what: string;
  readonly isAskedBy: (action: Action) => boolean;
}

/**
 * Every change of an account was asked for: by someone who had shown who they are, and, if it was by email, before the
 * answer said that it was done. So a forged command changes nothing, and none is carried out again later.
 */
export function checkAccount(run: CheckedRun, person: string): void {
  if (run.people.correspondence.letters.length === 0) return;
  const states = accountStates(run, person);
  const own = run.people.done.filter(
    ({ action }) => 'person' in action && action.person === person,
  );
  for (const [index, state] of states.entries()) {
    const before = states[index - 1];
    // What existed before the run.
    if (before === undefined || state.at <= run.start) continue;
    for (const { what, isAskedBy } of changesBetween(before, state)) {
      const isAsked = own.some(
        (entry) => isAskedBy(entry.action) && isOpenAt(run, entry, state.at),
      );
      if (!isAsked)
        run.fail(`${person} ${what} at ${clock(state.at)}, which nobody had asked for.`);
    }
  }
}

/** Whether what was asked for may take effect at this time (ms). */
function isOpenAt(run: CheckedRun, { begunAt, doneAt, isEmail }: Done, time: number): boolean {
  if (time < begunAt - MAX_SKEW_MS) return false;
  // A process that stood still beyond its timeout may go on after another one has done everything.
  const hasFrozen = [...run.simulation.struck].some(({ kind }) => kind.startsWith('freeze'));
  return !isEmail || hasFrozen || doneAt === undefined || time <= doneAt;
}

function changesBetween(before: AccountState, after: AccountState): Change[] {
  const changes: Change[] = [];
  for (const [topic, frequency] of after.topics) {
    const former = before.topics.get(topic);
    if (former === undefined) {
      changes.push({ what: `followed ${topic}`, isAskedBy: (action) => follows(action, topic) });
    } else if (former !== frequency) {
      changes.push({
        what: `got ${topic} ${frequency} instead of ${former}`,
        isAskedBy: (action) =>
          follows(action, topic) || (action.kind === 'set-frequency' && action.topic === topic),
      });
    }
  }
  for (const topic of before.topics.keys()) {
    if (after.topics.has(topic)) continue;
    changes.push({
      what: `stopped following ${topic}`,
      isAskedBy: (action) =>
        action.kind === 'leave' ||
        ((action.kind === 'stop' || action.kind === 'edit-topic') && action.topic === topic),
    });
  }
  if (before.pausedUntil !== after.pausedUntil) {
    const isPaused = after.pausedUntil !== undefined;
    changes.push({
      what: isPaused ? `was paused until ${after.pausedUntil}` : 'was resumed',
      isAskedBy: ({ kind }) => kind === (isPaused ? 'pause' : 'resume'),
    });
  }
  for (const briefing of after.muted) {
    if (before.muted.has(briefing)) continue;
    changes.push({ what: `muted ${briefing}`, isAskedBy: ({ kind }) => kind === 'mute' });
  }
  return changes;
}

function follows(action: Action, topic: string): boolean {
  switch (action.kind) {
    case 'follow':
    case 'sign-up':
      return action.topic === topic;
    case 'edit-topic':
      return action.next === topic;
    default:
      return false;
  }
}

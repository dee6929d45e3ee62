import { isProven, type Letter, provenAt } from '../correspondence';
import type { EmailedCommand } from '../scenarios/actions';
import { type AccountState, accountStates, statesBetween } from './account-states';
import { type CheckedRun, clock } from './checked-run';
import { HOUR_MS, MAX_LATENESS_MS } from './limits';

/** What answers say that only help. */
const HINTS = new Set(['helped', 'refused', 'not-followed', 'not-in-reply', 'no-command']);

/**
 * Every email with a command is answered once, a proven command took effect before the answer said so, and the answer
 * says what was done.
 */
export function checkAnswers(run: CheckedRun): void {
  for (const letter of run.people.correspondence.letters) {
    const { action, answers } = letter;
    if (answers.length > 1) {
      const sent = answers.map(({ deliveryId, at }) => `${deliveryId} at ${clock(at)}`).join(', ');
      run.fail(`${nameOf(letter)} was answered ${answers.length} times: ${sent}.`);
    }
    if (answers.length === 0 && !isWithheld(run, letter)) {
      run.fail(`${nameOf(letter)} was never answered.`);
    }
    for (const { to } of answers) {
      if (!to.startsWith(`${action.person}@`)) run.fail(`${nameOf(letter)} was answered to ${to}.`);
    }
    checkEffect(run, letter);
  }
}

/**
 * Whether the answer may be withheld: a mailbox gets one answer an hour that only helps, and the same request to follow
 * a topic gets one email in ten minutes. The scenarios reach no other limit.
 */
function isWithheld(run: CheckedRun, { action, sentAt, result }: Letter): boolean {
  const { letters } = run.people.correspondence;
  const hasHint = letters.some(
    (other) =>
      other.action.person === action.person &&
      other.result !== undefined &&
      HINTS.has(other.result) &&
      Math.abs(sentAt - other.sentAt) < HOUR_MS + MAX_LATENESS_MS,
  );
  if (result === undefined && hasHint) return true;
  const { command, person } = action;
  if (action.dmarc === 'PASS' || !('topic' in command)) return false;
  const isSame = (topic: string) => topic === command.topic;
  return (
    letters.some(
      (other) =>
        other.action !== action &&
        other.action.person === person &&
        'topic' in other.action.command &&
        isSame(other.action.command.topic),
    ) ||
    run.people.done.some(
      (entry) =>
        entry.action.kind === 'sign-up' &&
        entry.action.person === person &&
        isSame(entry.action.topic),
    )
  );
}

function checkEffect(run: CheckedRun, letter: Letter): void {
  const { action, answers, sentAt, result } = letter;
  const [answer] = answers;
  if (answer === undefined || !isProven(letter)) return;
  const { command, person } = action;
  const states = accountStates(run, person);
  const [before] = statesBetween(states, sentAt, sentAt);
  const expected = expectedResults(command);
  // The day until which they wanted to pause had begun.
  if (command.word === 'pause' && result === 'refused') return;
  if (result !== undefined && expected.includes(result)) {
    const during = statesBetween(states, sentAt, answer.at);
    if (!during.some((state) => isDone(command, state))) {
      run.fail(`${nameOf(letter)} was answered (${result}), but took no effect.`);
    }
    return;
  }
  // They had left, or did something else at the same time.
  if (before === undefined || !isPossible(command, before)) return;
  if (isConcurrent(run, letter, answer.at)) return;
  run.fail(`${nameOf(letter)} was answered with ${result} instead of ${expected.join(' or ')}.`);
}

/** Whether the person did something else to their account between the email and its answer. */
function isConcurrent(run: CheckedRun, letter: Letter, answeredAt: number): boolean {
  const own = run.people.done.filter(
    ({ action }) => 'person' in action && action.person === letter.action.person,
  );
  return own.some(
    ({ action, begunAt, doneAt }) =>
      action.at !== letter.action.at &&
      begunAt <= answeredAt &&
      (doneAt === undefined || doneAt >= provenAt(letter)),
  );
}

function expectedResults({ word }: EmailedCommand): string[] {
  switch (word) {
    case 'subscribe':
      return ['followed'];
    case 'daily':
      return ['followed', 'frequency-set'];
    case 'unsubscribe':
    case 'stop':
      return ['unfollowed'];
    case 'pause':
      return ['paused'];
    case 'resume':
      return ['resumed'];
    case 'mute':
      return ['muted'];
    case 'list':
      return ['listed'];
    case 'help':
      return ['helped'];
    default:
      return word satisfies never;
  }
}

/** Whether the command can be carried out for an account in this state. */
function isPossible(command: EmailedCommand, { topics }: AccountState): boolean {
  return command.word === 'unsubscribe' ? topics.has(command.topic) : topics.size > 0;
}

/** Whether the account is as the command asks for. */
function isDone(command: EmailedCommand, { topics, pausedUntil, muted }: AccountState): boolean {
  switch (command.word) {
    case 'subscribe':
      return topics.has(command.topic);
    case 'daily':
      return topics.get(command.topic) === 'daily';
    case 'unsubscribe':
      return !topics.has(command.topic);
    case 'stop':
      return topics.size === 0;
    case 'pause':
      return pausedUntil !== undefined;
    case 'resume':
      return pausedUntil === undefined;
    case 'mute':
      return muted.size > 0;
    case 'list':
    case 'help':
      return true;
    default:
      return command satisfies never;
  }
}

function nameOf({ action, sentAt }: Letter): string {
  const { id, person, command } = action;
  return `Email ${id} (${command.word}) from ${person} at ${clock(sentAt)}`;
}

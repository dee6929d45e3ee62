import type { Action } from '../scenarios/actions';
import type { StoredItem } from '../simulation/tables';
import { type CheckedRun, clock } from './checked-run';
import type { SentEmail } from './sent-emails';

const CONFIRMATION_WINDOW_MS = 10 * 60_000;

/** What the service grants to everyone who is stored. */
const NEVER_REFUSED: ReadonlySet<Action['kind']> = new Set([
  'publish',
  'follow',
  'set-hour',
  'set-weekday',
  'leave',
]);

/** At the end no message waits and nothing is unfinished. */
export function checkDrained(run: CheckedRun): void {
  const { simulation, tables } = run;
  for (const live of simulation.liveInvocations) run.fail(`${live} is still running.`);
  for (const message of simulation.waitingMessages()) run.fail(`A message still waits: ${message}`);
  for (const { TableName } of tables.definitions) {
    for (const item of tables.itemsOf(TableName)) {
      const isUnfinished = item.unfinishedShard !== undefined || item.unmatchedShard !== undefined;
      if (isUnfinished) run.fail(`Unfinished work is left: ${idOf(item)} ${item.status?.S ?? ''}.`);
    }
  }
}

/** If the service accepted none of the links that the simulation signs, a run would show little. */
export function checkRefusals(run: CheckedRun): void {
  for (const { action, begunAt, isRefused } of run.people.done) {
    if (isRefused && NEVER_REFUSED.has(action.kind)) {
      run.fail(`${JSON.stringify(action)} at ${clock(begunAt)} was refused.`);
    }
  }
}

/** No delivery id was used twice. */
export function checkDeliveryIds(run: CheckedRun): void {
  const seen = new Map<string, SentEmail>();
  for (const email of run.emails) {
    const first = seen.get(email.deliveryId);
    if (first)
      run.fail(
        `${email.deliveryId} was sent twice to ${email.person}: ${clock(first.at)} and ${clock(email.at)}.`,
      );
    seen.set(email.deliveryId, email);
  }
}

/** Whoever signed up is asked to confirm. */
export function checkConfirmations(run: CheckedRun): void {
  for (const { action, begunAt, doneAt } of run.people.done) {
    if (action.kind !== 'sign-up' || doneAt !== undefined) continue;
    // Identical requests within ten minutes get one email.
    const asked = run.people.done.filter(
      (other) =>
        other.action.kind === 'sign-up' &&
        other.action.person === action.person &&
        other.action.topic === action.topic &&
        other.action.frequency === action.frequency &&
        other.begunAt > begunAt - CONFIRMATION_WINDOW_MS,
    );
    const since = Math.min(begunAt, ...asked.map((other) => other.begunAt));
    const isTold = run.emails.some(
      ({ person, at, deliveryId }) =>
        person === action.person && at >= since && deliveryId.startsWith('confirm'),
    );
    if (!isTold)
      run.fail(`${action.person} signed up at ${clock(begunAt)} and was never asked to confirm.`);
  }
}

function idOf(item: StoredItem): string {
  return String(item.deliveryId?.S ?? item.briefingId?.S);
}

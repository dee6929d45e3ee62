import type { DigestFrequency } from '../../../lambdas/domain/frequency';
import type { Done } from '../people';
import { type CheckedRun, clock } from './checked-run';
import { latestDigestAfter } from './digest-times';
import type { Due } from './due-emails';
import type { Edition } from './editions';
import { MAX_LATENESS_MS, MAX_SKEW_MS } from './limits';
import type { SentEmail } from './sent-emails';

/** A match that is stamped this shortly before a digest is due may be in the next digest. */
const DIGEST_MARGIN_MS = 5 * 60_000;

/** The edition was in a digest of the frequency if it was due to the person, in time. */
export function checkDigests(
  run: CheckedRun,
  person: string,
  edition: Edition,
  digests: SentEmail[],
  due: Due[],
  frequency: DigestFrequency,
): void {
  const listings = digests.filter(({ deliveryId }) => deliveryId.startsWith(`digest-${frequency}`));
  for (const { at, claimedAt } of listings) {
    const hasLeft =
      due.length > 0 && due.every(({ endedAt }) => endedAt !== undefined && endedAt < claimedAt);
    if (hasLeft) {
      run.fail(
        `${person} had left at ${clock(due[0]?.endedAt ?? 0)} and got a digest about ${edition.briefing} at ${clock(at)}, claimed at ${clock(claimedAt)}.`,
      );
    }
  }
  const must = due.filter(({ isCertain, endedAt }) => isCertain && endedAt === undefined);
  if (must.length === 0) return;
  const from = Math.max(...must.map(({ matchedAt }) => matchedAt));
  const readable = Math.max(...must.map(({ storedAt }) => storedAt));
  const dueAt = latestDigestAfter(
    run,
    person,
    frequency,
    Math.max(from, readable) + DIGEST_MARGIN_MS,
  );
  const deadline = run
    .preferencesOf(person)
    .digestDeadline(
      frequency,
      from,
      Math.max(dueAt, run.simulation.lastFaultAt) + MAX_LATENESS_MS,
      MAX_LATENESS_MS,
    );
  if (deadline > run.end) return;
  const inTime = listings.filter(({ at }) => at >= from - 60_000 && at <= deadline);
  if (inTime.length === 0) {
    const others = listings.map(({ at }) => clock(at)).join(', ');
    run.fail(
      `${person} did not get ${edition.briefing} (edition ${edition.edition}, matched at ${clock(from)}) in a ${frequency} digest by ${clock(deadline)}${others && `, but at ${others}`}.`,
    );
  }
}

/** No weekly digest comes on a former day once another one was confirmed, unless it was due already. */
export function checkWeekdays(run: CheckedRun, person: string): void {
  const { done } = run.people;
  const isOwn = ({ action }: Done) => 'person' in action && action.person === person;
  // These send what waits at once, on any day.
  const sendsAnyDay = done.some(
    (entry) => isOwn(entry) && ['digest-now', 'pause', 'resume'].includes(entry.action.kind),
  );
  const changes = done.filter((entry) => isOwn(entry) && entry.action.kind === 'set-weekday');
  const last = changes.at(-1);
  if (sendsAnyDay || last?.action.kind !== 'set-weekday') return;
  const { action, doneAt } = last;
  const areOrdered = changes.every(
    (entry) => entry === last || (entry.doneAt ?? Infinity) < last.begunAt,
  );
  if (doneAt === undefined || !areOrdered) return;
  for (const { person: to, claimedAt, deliveryId } of run.emails) {
    if (to !== person || !deliveryId.startsWith('digest-weekly') || claimedAt < doneAt) continue;
    const weekday = new Date(claimedAt).getUTCDay() || 7;
    const wasDue = wasDigestDueBefore(run, person, last.begunAt + MAX_SKEW_MS, deliveryId);
    if (weekday !== action.weekday && !wasDue) {
      run.fail(
        `${person} chose day ${action.weekday} at ${clock(doneAt)} and got ${deliveryId}, claimed at ${clock(claimedAt)}, on day ${weekday}.`,
      );
    }
  }
}

/** Whether the weekly digest of the delivery was due at this time (ms), by the plan that was stored then. */
function wasDigestDueBefore(
  run: CheckedRun,
  person: string,
  time: number,
  deliveryId: string,
): boolean {
  const id = run.people.subscriberIdOf(person);
  const plan = run.versions.findLast(
    ({ key, at }) => key === `${id}|digest#weekly` && at <= time,
  )?.image;
  if (plan?.dueAt?.S === undefined) return false;
  const isSame = deliveryId.startsWith(`digest-weekly-${plan.round?.N}-`);
  return isSame && Date.parse(String(plan.dueAt.S)) <= time;
}

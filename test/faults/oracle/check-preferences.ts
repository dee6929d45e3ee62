import { type CheckedRun, clock } from './checked-run';
import { followPeriods, topicsOf } from './follow-periods';
import type { SentEmail } from './sent-emails';

/** Whoever left, and had that confirmed, follows nothing unless they followed something later. */
export function checkLeaving(run: CheckedRun, person: string): void {
  const { done } = run.people;
  for (const { action, begunAt, doneAt } of done) {
    if (action.kind !== 'leave' || action.person !== person || doneAt === undefined) continue;
    const followsLater = done.some(
      (other) =>
        (other.action.kind === 'follow' || other.action.kind === 'sign-up') &&
        other.action.person === person &&
        (other.doneAt === undefined || other.doneAt > begunAt),
    );
    if (followsLater) continue;
    for (const topic of topicsOf(run, person)) {
      const isFollowed = followPeriods(run, person, topic).some(
        ({ endedAt }) => endedAt === undefined,
      );
      if (isFollowed) run.fail(`${person} left at ${clock(doneAt)} and still follows ${topic}.`);
    }
  }
}

/** Nothing that was claimed after a pause was confirmed is sent in it. */
export function checkPauses(run: CheckedRun, person: string): void {
  const preferences = run.preferencesOf(person);
  for (const { person: to, claimedAt, deliveryId } of run.emails) {
    if (to !== person || !/^(alert|gathered|digest)-/.test(deliveryId)) continue;
    if (preferences.isPausedAt(claimedAt)) {
      run.fail(`${person} got ${deliveryId}, claimed in a pause at ${clock(claimedAt)}.`);
    }
  }
}

/** Nothing that was claimed after a story was muted contains it. */
export function checkMute(
  run: CheckedRun,
  person: string,
  briefing: string,
  emails: readonly SentEmail[],
): void {
  const mutedAt = run.preferencesOf(person).mutedAt(briefing);
  for (const { claimedAt, deliveryId } of emails) {
    if (mutedAt !== undefined && claimedAt > mutedAt) {
      run.fail(
        `${person} muted ${briefing} at ${clock(mutedAt)} and ${deliveryId}, claimed at ${clock(claimedAt)}, contains it.`,
      );
    }
  }
}

import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { MAX_ALERTS_PER_DAY } from '../simulation/service';
import type { StoredItem } from '../simulation/tables';
import { type CheckedRun, clock } from './checked-run';
import { latestDigestAfter } from './digest-times';
import type { Due } from './due-emails';
import type { Edition } from './editions';
import { DAY_MS, MAX_LATENESS_MS } from './limits';
import type { SentEmail } from './sent-emails';

/** Alerts are gathered for this long after one was sent. */
const ALERT_WINDOW_MS = 15 * 60_000;

/** Nobody gets more emails with alerts a day than the limit. */
export function checkAlertsPerDay(run: CheckedRun): void {
  const counts = new Map<string, number>();
  for (const { person, claimedAt, deliveryId } of run.emails) {
    if (!/^(alert|gathered)-/.test(deliveryId)) continue;
    const day = `${person} on ${new Date(claimedAt).toISOString().slice(0, 10)}`;
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  for (const [day, count] of counts) {
    if (count > MAX_ALERTS_PER_DAY) run.fail(`${count} emails with alerts to ${day}.`);
  }
}

/** The alert about an edition came to a person if it was due, once and in time. */
export function checkAlerts(
  run: CheckedRun,
  person: string,
  edition: Edition,
  alerts: SentEmail[],
  due: Due[],
): void {
  const name = `${edition.briefing} (edition ${edition.edition})`;
  const [alert] = alerts;
  const must = due.filter(
    ({ isCertain, endedAt, storedAt }) =>
      isCertain && (endedAt === undefined || endedAt > alertDeadline(run, person, storedAt)),
  );
  if (alerts.length > 1) {
    const sent = alerts.map(({ deliveryId, at }) => `${deliveryId} at ${clock(at)}`).join(', ');
    run.fail(`${person} got ${alerts.length} alerts about ${name}: ${sent}.`);
  }
  if (alert && due.length === 0) {
    run.fail(`${person} got an alert about ${name} at ${clock(alert.at)}, which was not due.`);
  }
  if (
    alert &&
    due.length > 0 &&
    due.every(({ endedAt }) => endedAt !== undefined && endedAt < alert.claimedAt)
  ) {
    run.fail(
      `${person} had left at ${clock(due[0]?.endedAt ?? 0)} and got an alert about ${name}, claimed at ${clock(alert.claimedAt)}.`,
    );
  }
  if (must.length === 0) return;
  const matchedAt = Math.max(...must.map(({ storedAt }) => storedAt));
  const deadline = alertDeadline(run, person, matchedAt);
  if (deadline > run.end) return;
  if (alert === undefined) {
    run.fail(`${person} never got an alert about ${name}, matched at ${clock(matchedAt)}.`);
  } else if (alert.at > deadline) {
    run.fail(
      `${person} got the alert about ${name} at ${clock(alert.at)}, after ${clock(deadline)}.`,
    );
  }
}

/**
 * When an alert must have been sent: other alerts may have been sent before it, so that it is gathered
 * until the end of their window, or until the next morning if there were as many as may be in a day.
 */
function alertDeadline(run: CheckedRun, person: string, matchedAt: number): number {
  const from = Math.max(matchedAt, run.simulation.lastFaultAt);
  const deadline = from + ALERT_WINDOW_MS + MAX_LATENESS_MS;
  const id = run.people.subscriberIdOf(person);
  const preferences = run.preferencesOf(person);
  const margin = ALERT_WINDOW_MS + MAX_LATENESS_MS;
  const limited = run.versions.filter(
    ({ key, at, image }) =>
      key === `${id}|alerts` && at <= deadline && countedEmails(image) >= MAX_ALERTS_PER_DAY,
  );
  if (limited.length === 0) return preferences.alertDeadline(from, deadline, margin);
  const endOfDay = Math.ceil(from / DAY_MS) * DAY_MS;
  const morning = latestDigestAfter(run, person, 'daily', endOfDay) + MAX_LATENESS_MS;
  return preferences.alertDeadline(from, Math.max(deadline, morning), margin);
}

/** The same rule as `deliveryIdOf`, written again so that a change of the ids is noticed. */
export function alertId({ briefingId, edition }: Edition, subscriberId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([briefingId]))
    .digest('hex')
    .slice(0, 24);
  return `alert-${hash}-${edition}-${subscriberId}`;
}

/** How many emails of the day an item with a subscriber's alerts has counted. */
function countedEmails(item: StoredItem | undefined): number {
  if (item?.window === undefined) return 0;
  return Number(unmarshall({ window: item.window } as never).window.emails);
}

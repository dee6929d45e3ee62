import { nextDigestAt, type RescheduledDigest, scheduleOf } from '../domain/digest-schedule';
import { SETTLING_MS } from '../domain/digest-window';
import { DIGEST_FREQUENCIES, type DigestFrequency } from '../domain/frequency';
import { digestAfterPause, readPauseEnd } from '../domain/pause';
import type { Refused } from '../domain/refusal';
import type { SubscriberFile } from '../domain/subscriber';
import { waitingSince } from '../domain/waiting-since';
import { type BringAlertsForwardDependencies, bringAlertsForward } from './bring-alerts-forward';
import type { RescheduleDependencies } from './move-digests';
import type { PreferenceValues } from './set-preferences';

export interface PauseEmailsDependencies
  extends RescheduleDependencies,
    BringAlertsForwardDependencies {
  /** False if the subscriber was erased. */
  storePreferences: (subscriberId: string, values: PreferenceValues) => Promise<boolean>;
}

/** `until`: ISO 8601. */
export type PauseOutcome = { outcome: 'paused'; until: string } | Refused;

/**
 * Sends no alerts and digests until a date such as `2026-12-01` in the subscriber's time zone. Alerts are
 * gathered until then, and digests are due at their first usual time after it, so that nothing is lost.
 */
export function pauseEmails(dependencies: PauseEmailsDependencies) {
  const { storePreferences, reschedule, now } = dependencies;
  const bringForward = bringAlertsForward(dependencies);
  return async (file: SubscriberFile, date: string): Promise<PauseOutcome> => {
    const { subscriber } = file;
    const { subscriberId } = subscriber;
    const time = now();
    const end = readPauseEnd(date, subscriber, time, waitingSince(file));
    if (end.outcome === 'refused') return end;
    await storePreferences(subscriberId, { pausedUntil: end.value });
    // A digest that is due already finds the pause when it is prepared.
    const earliest = justAfter(time);
    for (const frequency of DIGEST_FREQUENCIES) {
      const dueAt = digestAfterPause(scheduleOf(subscriber), frequency, end.value);
      await reschedule(subscriberId, frequency, { dueAt, earliest });
    }
    // For a pause that ends earlier than the one before.
    await bringForward(subscriberId);
    return { outcome: 'paused', until: end.value };
  };
}

/** Ends a pause early: what would have been sent in the meantime is sent at once. */
export function resumeEmails(dependencies: PauseEmailsDependencies) {
  const { storePreferences, reschedule, subscriberFile, sendDeliveries, now } = dependencies;
  const bringForward = bringAlertsForward(dependencies);
  return async ({ subscriber: { subscriberId } }: SubscriberFile): Promise<void> => {
    await storePreferences(subscriberId, { pausedUntil: undefined });
    const before = await subscriberFile(subscriberId);
    if (before === undefined) return;
    const time = now();
    const next = DIGEST_FREQUENCIES.map((frequency) => ({
      frequency,
      ...digestAfterResuming(before, frequency, time),
    }));
    for (const { frequency, dueAt, earliest } of next) {
      await reschedule(subscriberId, frequency, { dueAt, earliest });
    }
    await bringForward(subscriberId);
    const resumed = await subscriberFile(subscriberId);
    const missed = next.filter(({ isMissed }) => isMissed).map(({ frequency }) => frequency);
    const digests = (resumed?.digests ?? []).filter(({ frequency }) => missed.includes(frequency));
    await sendDeliveries(
      digests.map(({ frequency, round }) => ({ kind: 'digest', subscriberId, frequency, round })),
    );
  };
}

/** When the digest is due, and whether its usual time was in the pause. */
function digestAfterResuming(
  { subscriber, digests }: SubscriberFile,
  frequency: DigestFrequency,
  now: string,
): RescheduledDigest & { isMissed: boolean } {
  const schedule = { ...scheduleOf(subscriber), frequency };
  const plan = digests.find((digest) => digest.frequency === frequency);
  // The last digest was prepared that long after the time until which it settled everything.
  const lastDigestAt = plan && new Date(Date.parse(plan.settledUntil) + SETTLING_MS).toISOString();
  const isMissed = lastDigestAt !== undefined && nextDigestAt(schedule, lastDigestAt) <= now;
  const dueAt = isMissed ? now : nextDigestAt(schedule, now);
  return { dueAt, earliest: justAfter(dueAt), isMissed };
}

function justAfter(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}

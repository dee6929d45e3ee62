import type { MatchDecision } from '../domain/absence';
import {
  type AlertLimits,
  alertLimitsOf,
  alertTimeOf,
  findAlertWait,
} from '../domain/alert-window';
import type { BriefingHeading } from '../domain/briefing';
import { deliveryIdOf } from '../domain/delivery';
import { type DeliveryRecord, digestFrequencyOf } from '../domain/delivery-record';
import { isCovered } from '../domain/digest-window';
import type { DigestFrequency, Frequency } from '../domain/frequency';
import { isPaused } from '../domain/pause';
import type { RecordedMatch } from '../domain/recorded-match';
import { findMuted } from '../domain/story';
import type { SubscriberFile } from '../domain/subscriber';

export interface ExplainMatchDependencies {
  alertLimits: AlertLimits;
  nextDigests: (subscriberId: string) => Promise<{ frequency: DigestFrequency; dueAt: string }[]>;
  now: () => string;
}

interface MatchOfSubscriber {
  briefing: BriefingHeading;
  match: RecordedMatch;
  /** The frequency at which the topic was followed when the match was made. */
  frequency: Frequency;
  /** All deliveries to the subscriber that the ledger has. */
  deliveries: DeliveryRecord[];
}

/** An alert is queued within minutes of its match. */
const FAN_OUT_MS = 10 * 60_000;

/** What was decided about a match with a topic that the subscriber followed when it was made. */
export function explainMatch({ alertLimits, nextDigests, now }: ExplainMatchDependencies) {
  return async (
    file: SubscriberFile,
    { briefing, match, frequency, deliveries }: MatchOfSubscriber,
  ): Promise<MatchDecision> => {
    const time = now();
    const decision =
      frequency === 'instant'
        ? alertDecision(file, match, deliveries, { time, alertLimits })
        : await digestDecision(file, match, frequency, deliveries);
    // What was sent was sent before they muted it.
    const muted = findMuted(file.subscriber, briefing);
    return muted && (decision.outcome === 'waits' || decision.outcome === 'not-sent')
      ? { outcome: 'muted', title: muted.title }
      : decision;
  };

  async function digestDecision(
    file: SubscriberFile,
    match: RecordedMatch,
    frequency: DigestFrequency,
    deliveries: DeliveryRecord[],
  ): Promise<MatchDecision> {
    const plan = file.digests.find((digest) => digest.frequency === frequency);
    if (plan === undefined) return { outcome: 'not-sent' };
    if (!isCovered(plan, match)) {
      const plans = await nextDigests(file.subscriber.subscriberId);
      const until = plans.find((next) => next.frequency === frequency)?.dueAt;
      const because = isPaused(file.subscriber, now()) ? 'pause' : 'digest';
      const wait = { outcome: 'waits', because, frequency } as const;
      return until === undefined ? wait : { ...wait, until };
    }
    const digests = deliveries.filter((delivery) => digestFrequencyOf(delivery) === frequency);
    const digest = firstAfter(digests, match.matchedAt);
    if (digest?.state === 'sent' && digest.at)
      return { outcome: 'sent', at: digest.at, in: frequency };
    return { outcome: 'not-sent' };
  }
}

function alertDecision(
  { subscriber, alerts }: SubscriberFile,
  { briefingId, edition, matchedAt }: RecordedMatch,
  deliveries: DeliveryRecord[],
  { time, alertLimits }: { time: string; alertLimits: AlertLimits },
): MatchDecision {
  const { subscriberId } = subscriber;
  const deliveryId = deliveryIdOf({ kind: 'alert', briefingId, edition, subscriberId });
  const alert = deliveries.find((delivery) => delivery.deliveryId === deliveryId);
  if (alert === undefined) {
    const age = Date.parse(time) - Date.parse(matchedAt);
    return { outcome: age < FAN_OUT_MS ? 'on-its-way' : 'not-sent' };
  }
  switch (alert.state) {
    case 'waiting':
    case 'claimed':
      return { outcome: 'on-its-way' };
    case 'sent':
      return { outcome: 'sent', at: alert.at ?? matchedAt, in: 'alert' };
    case 'dropped':
      break;
    default:
      return alert.state satisfies never;
  }
  switch (alert.reason) {
    case 'gathered': {
      const isWaiting = alerts.gathered.some(
        (gathered) => gathered.briefingId === briefingId && gathered.edition === edition,
      );
      if (isWaiting) {
        const limits = alertLimitsOf(subscriber, alertLimits);
        const because =
          findAlertWait(alerts, alertTimeOf(subscriber, time), limits)?.because ?? 'gathered';
        const wait = { outcome: 'waits', because, frequency: 'instant' } as const;
        return alerts.dueAt === undefined ? wait : { ...wait, until: alerts.dueAt };
      }
      const gathered = deliveries.filter(({ kind }) => kind === 'gathered');
      const email = firstAfter(gathered, alert.at ?? matchedAt);
      if (email?.state === 'sent' && email.at)
        return { outcome: 'sent', at: email.at, in: 'gathered' };
      return { outcome: 'not-sent' };
    }
    case 'superseded':
      return { outcome: 'superseded' };
    default:
      return { outcome: /^(refused|rejected)\b/.test(alert.reason ?? '') ? 'refused' : 'not-sent' };
  }
}

/** The first delivery that was finished after the time (ISO 8601). */
function firstAfter(deliveries: DeliveryRecord[], time: string): DeliveryRecord | undefined {
  return deliveries
    .filter(({ at = '', state, reason }) => {
      // A superseded one is a repetition of another delivery, and a postponed one contained nothing.
      const isLater = reason === 'superseded' || reason === 'postponed';
      const isFinished = state === 'sent' || (state === 'dropped' && !isLater);
      return isFinished && at >= time;
    })
    .sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))[0];
}

import type { DigestState } from './digest-window';
import type { DigestFrequency, Frequency } from './frequency';
import type { TopicLanguage } from './languages/language';

export const SUPPRESSION_REASONS = ['bounce', 'complaint', 'request'] as const;
/** Why no email is ever sent to an address again. */
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** A person, known by one email address. */
export interface Subscriber {
  subscriberId: string;
  address: string;
  /** An IANA name. */
  timeZone: string;
  /** 0 to 23, in that time zone: when digests are sent. */
  hour: number;
  /** ISO 8601. */
  createdAt: string;
  suppressed?: Suppression;
}

export interface Suppression {
  reason: SuppressionReason;
  /** ISO 8601. */
  at: string;
  /** What the operator wrote, if it was an operator. */
  why?: string;
}

/** `confirmed`: they confirmed by email; `recorded`: the operator obtained consent elsewhere. */
export const CONSENT_KINDS = ['confirmed', 'recorded'] as const;

/** How we know that the subscriber agreed to receive email. */
export interface Consent {
  how: (typeof CONSENT_KINDS)[number];
  /** ISO 8601. */
  at: string;
  /** What they agreed to, or where the operator obtained it. */
  text: string;
}

/** A subscriber follows a topic at a frequency. */
export interface Subscription {
  topicId: string;
  /** As this subscriber typed it; other followers of the topic may have typed it differently. */
  expression: string;
  language: TopicLanguage;
  frequency: Frequency;
  /** ISO 8601: later matches are sent at this frequency. */
  since: string;
  consent: Consent;
  /** The digests that covered the topic before, oldest first. Matches from those periods are still due. */
  formerly?: FormerPeriod[];
}

/** A period (ISO 8601, `until` excluded) in which a digest covered a topic. */
export interface FormerPeriod {
  frequency: DigestFrequency;
  since: string;
  until: string;
}

/** The frequency that a subscription had at a time (ISO 8601). Undefined if it did not exist then. */
export function frequencyAt(
  { frequency, since, formerly = [] }: Pick<Subscription, 'frequency' | 'since' | 'formerly'>,
  time: string,
): Frequency | undefined {
  if (time >= since) return frequency;
  return formerly.find((period) => period.since <= time && time < period.until)?.frequency;
}

/** A subscriber's digests of one frequency. */
export interface DigestPlan extends DigestState {
  frequency: DigestFrequency;
  /** The number of earlier digests. */
  round: number;
  /** Increased whenever a topic is followed at this frequency, so that a concurrent change is noticed. */
  follows: number;
}

/** Everything stored about a subscriber except the emails sent to them. */
export interface SubscriberFile {
  subscriber: Subscriber;
  subscriptions: Subscription[];
  digests: DigestPlan[];
}

/** The topics that a digest covers, each with the period it covers (ISO 8601, `until` excluded). */
export function topicsOfDigest(
  subscriptions: Subscription[],
  frequency: DigestFrequency,
): { subscription: Subscription; since: string; until?: string }[] {
  return subscriptions.flatMap((subscription) => {
    const { formerly = [], since } = subscription;
    const earlier = formerly
      .filter((period) => period.frequency === frequency)
      .map((period) => ({ subscription, since: period.since, until: period.until }));
    return subscription.frequency === frequency ? [...earlier, { subscription, since }] : earlier;
  });
}

import type { DigestState } from './digest-window';
import type { DigestFrequency, Frequency } from './frequency';
import type { TopicLanguage } from './languages/language';

/** Why an address is never mailed again. */
export type SuppressionReason = 'bounce' | 'complaint' | 'request';

/** A person, known by one email address. */
export interface Subscriber {
  subscriberId: string;
  address: string;
  /** An IANA name. */
  timeZone: string;
  /** 0 to 23, in that time zone: when digests come. */
  hour: number;
  /** ISO 8601. */
  createdAt: string;
  suppressed?: { reason: SuppressionReason; at: string };
}

/** How we know that the subscriber wants it. */
export interface Consent {
  /** `confirmed`: they pressed the button in our mail; `recorded`: the operator had it elsewhere. */
  how: 'confirmed' | 'recorded';
  /** ISO 8601. */
  at: string;
  /** What they agreed to, or where the operator had it from. */
  text: string;
}

/** A subscriber follows a topic at a frequency. */
export interface Subscription {
  topicId: string;
  /** As the subscriber typed it; others who follow the topic may have typed it otherwise. */
  expression: string;
  language: TopicLanguage;
  frequency: Frequency;
  /** ISO 8601: matches from then on are told at this frequency. */
  since: string;
  consent: Consent;
  /** The digests it belonged to before, oldest first: each still owes the matches of its time. */
  formerly?: FormerTime[];
}

/** A time (ISO 8601, `until` not included) in which a topic was followed by digests. */
export interface FormerTime {
  frequency: DigestFrequency;
  since: string;
  until: string;
}

/** A subscriber's digests of one frequency. */
export interface DigestPlan extends DigestState {
  frequency: DigestFrequency;
  /** How many digests came before. */
  round: number;
  /** How often a topic was followed at this frequency; tells whether one came while we looked. */
  follows: number;
}

/** Everything that is held on a subscriber but the mails they got. */
export interface SubscriberFile {
  subscriber: Subscriber;
  subscriptions: Subscription[];
  digests: DigestPlan[];
}

/** The topics that a digest owes matches of, with the times between which they count (ISO 8601). */
export function topicsOfDigest(
  subscriptions: Subscription[],
  frequency: DigestFrequency,
): { subscription: Subscription; since: string; until?: string }[] {
  return subscriptions.flatMap((subscription) => {
    const { formerly = [], since } = subscription;
    const before = formerly
      .filter((time) => time.frequency === frequency)
      .map((time) => ({ subscription, since: time.since, until: time.until }));
    return subscription.frequency === frequency ? [...before, { subscription, since }] : before;
  });
}

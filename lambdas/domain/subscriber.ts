import type { AlertState } from './alert-window';
import type { DigestState } from './digest-window';
import type { DigestFrequency, Frequency } from './frequency';
import type { TopicLanguage } from './languages/language';
import type { WordingLanguage } from './languages/wording-language';
import type { QuietHours } from './quiet-hours';

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
  /** ISO 8601: when they last unsubscribed from everything. They may have followed topics since. */
  unsubscribedAt?: string;
  suppressed?: Suppression;
  /** ISO 8601: when they last moved to another address. Links to move that are older no longer count. */
  addressChangedAt?: string;
  /** The language of their emails and pages; absent for people who have not chosen one. */
  wordingLanguage?: WordingLanguage;
  /** The day of weekly digests, 1 (Monday) to 7 (Sunday); Monday if absent. */
  weekday?: number;
  /** The day of monthly digests, 1 to 28; the first weekday of the month if absent. */
  monthDay?: number;
  quietHours?: QuietHours;
  /** Alert emails a day, at most; absent for the site's limit. */
  maxAlertsPerDay?: number;
  /** ISO 8601: no alert or digest is sent before. */
  pausedUntil?: string;
  /** The stories that they muted, oldest first. */
  muted?: MutedStory[];
}

/** The story of a briefing from which the subscriber muted it. */
export interface MutedStory {
  briefingId: string;
  title: string;
  /** ISO 8601. */
  at: string;
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
  /** What they agreed to, as the page showed it, or where the operator obtained it. */
  text: string;
  /** The network that they agreed from, e.g. `203.0.113.0/24`: never a whole IP address. */
  network?: string;
  /** The language of the page. */
  language?: WordingLanguage;
}

/** A subscriber follows a topic at a frequency. */
export interface Subscription {
  topicId: string;
  /** As this subscriber typed it; other followers of the topic may have typed it differently. */
  expression: string;
  language: TopicLanguage;
  frequency: Frequency;
  /** ISO 8601: matches made at this time or later are sent at this frequency. */
  since: string;
  consent: Consent;
  /** The periods before, oldest first, at other frequencies. Matches from those periods may still be due. */
  formerly?: FormerPeriod[];
  /** The topics that an edit replaced by this one, oldest first. Their matches may still be due. */
  replaced?: ReplacedTopic[];
}

/** A topic that the subscriber edited into another one, and the periods in which they followed it. */
export interface ReplacedTopic {
  topicId: string;
  /** As this subscriber typed it. */
  expression: string;
  formerly: FormerPeriod[];
}

/** A period (ISO 8601, `until` excluded) in which a topic was followed at a frequency. */
export interface FormerPeriod {
  frequency: Frequency;
  since: string;
  until: string;
}

/** A subscriber's digests of one frequency. */
export interface DigestPlan extends DigestState {
  frequency: DigestFrequency;
  /** The number of earlier digests. */
  round: number;
  /** Increased whenever a topic is followed at this frequency, so that a concurrent change is noticed. */
  follows: number;
  /** Increased whenever the hour or time zone changes, so that a digest being sent does not restore the old one. */
  reschedules: number;
}

/** Everything stored about a subscriber except the emails sent to them. */
export interface SubscriberFile {
  subscriber: Subscriber;
  subscriptions: Subscription[];
  digests: DigestPlan[];
  alerts: AlertState;
  /** How often they have unsubscribed from everything. */
  unsubscribes: number;
  /** How often they have changed what decides whether an email is sent now; absent if never. */
  preferenceChanges?: number;
}

/**
 * Whether a link went to an address that the subscriber no longer has. `issuedAt` is ISO 8601. Whoever
 * has the former mailbox must not get into the subscription with a link from an old email.
 */
export function isFromFormerAddress(
  { addressChangedAt }: Pick<Subscriber, 'addressChangedAt'>,
  issuedAt: string,
): boolean {
  return addressChangedAt !== undefined && Date.parse(issuedAt) < Date.parse(addressChangedAt);
}

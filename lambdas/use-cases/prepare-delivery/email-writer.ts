import type { BriefingHeading } from '../../domain/briefing';
import type { Email, FollowRequest } from '../../domain/delivery';
import type { DigestFrequency } from '../../domain/frequency';
import type { Snippet } from '../../domain/snippet';
import type { Subscriber } from '../../domain/subscriber';

/** One topic that a briefing matched. */
export interface MatchedTopic {
  topicId: string;
  expression: string;
  snippet: Snippet;
}

/** Writes an email about a subscriber's account to an address, which need not be theirs. */
type WriteToAddress = (content: {
  deliveryId: string;
  subscriber: Subscriber;
  address: string;
  /** ISO 8601. */
  askedAt: string;
}) => Promise<Email>;

/** Writes emails. The implementation knows the templates, the site's addresses and MIME. */
export interface EmailWriter {
  confirmation: (content: {
    deliveryId: string;
    follow: FollowRequest;
    /** ISO 8601. */
    askedAt: string;
    /** Whether the mailbox gets no further confirmation that day. */
    isLast: boolean;
  }) => Promise<Email>;
  /** Asks the owner of a new address to confirm that the subscriber moves to it. */
  addressChange: WriteToAddress;
  /** Tells the owner of the former address that the subscriber has moved to another one. */
  addressChanged: WriteToAddress;
  /** A link to the manage page. */
  manageLink: WriteToAddress;
  alert: (content: {
    deliveryId: string;
    subscriber: Subscriber;
    briefing: BriefingHeading;
    topics: MatchedTopic[];
  }) => Promise<Email>;
  digest: (content: {
    deliveryId: string;
    subscriber: Subscriber;
    frequency: DigestFrequency;
    matches: (MatchedTopic & { briefing: BriefingHeading })[];
    /** ISO 8601. */
    periodStart: string;
    periodEnd: string;
  }) => Promise<Email>;
  /** Several alerts in one email. */
  gathered: (content: {
    deliveryId: string;
    subscriber: Subscriber;
    matches: (MatchedTopic & { briefing: BriefingHeading })[];
    /** Whether the subscriber has had as many alerts that day as they may. */
    isRestOfDay: boolean;
    /** Further alerts, which are only counted. */
    unlisted: number;
    /** ISO 8601. */
    periodStart: string;
    periodEnd: string;
  }) => Promise<Email>;
}

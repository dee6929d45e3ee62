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

/** Writes emails. The implementation knows the templates, the site's addresses and MIME. */
export interface EmailWriter {
  confirmation: (content: {
    deliveryId: string;
    follow: FollowRequest;
    /** ISO 8601. */
    askedAt: string;
  }) => Promise<Email>;
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

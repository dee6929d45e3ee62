import type { BriefingHeading } from '../../domain/briefing';
import type { Email } from '../../domain/delivery';
import type { FollowRequest } from '../../domain/follow-request';
import type { DigestFrequency } from '../../domain/frequency';
import type { IssueDocument } from '../../domain/newsletters/issue-document';
import type { EmailThread, RequestedAnswer } from '../../domain/requested-email';
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
    /** The email that asked for it, if it was one. */
    thread?: EmailThread;
  }) => Promise<Email>;
  /** Answers an email with commands. */
  answer: (content: Omit<RequestedAnswer, 'about'> & { deliveryId: string }) => Promise<Email>;
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
    /** Whether it corrects an email that they got. */
    isCorrection?: boolean;
  }) => Promise<Email>;
  /** A newsletter issue with its whole text. */
  issue: (content: {
    deliveryId: string;
    subscriber: Subscriber;
    briefing: BriefingHeading;
    document: IssueDocument;
    isCorrection?: boolean;
    topics: Omit<MatchedTopic, 'snippet'>[];
  }) => Promise<Email>;
  /** The same to an address that need not be a subscriber's. Its links lead to the site. */
  issueTest: (content: {
    deliveryId: string;
    address: string;
    briefing: BriefingHeading;
    newsletter: string;
    document: IssueDocument;
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
    matches: (MatchedTopic & { briefing: BriefingHeading; isCorrection?: boolean })[];
    /** Whether the subscriber has had as many alerts that day as they may. */
    isRestOfDay: boolean;
    /** Further alerts, which are only counted. */
    unlisted: number;
    /** ISO 8601. */
    periodStart: string;
    periodEnd: string;
  }) => Promise<Email>;
}

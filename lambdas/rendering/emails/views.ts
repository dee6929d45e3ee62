import type { Brand } from '../../domain/brand';
import type { Briefing } from '../../domain/briefing';
import type { CommandResult } from '../../domain/email-commands/command-result';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import type { DigestFrequency, Frequency } from '../../domain/frequency';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { IssueDocument } from '../../domain/newsletters/issue-document';
import type { Newsletter } from '../../domain/newsletters/newsletter';
import type { AccountEmail, EmailThread } from '../../domain/requested-email';
import type { Snippet } from '../../domain/snippet';

/** What every email needs. URLs are absolute. Times are passed in, never read from a clock. */
export interface EmailContext {
  /** As subscribers know the service, e.g. `Briefwire`. */
  siteName: string;
  siteUrl: string;
  brand: Brand;
  /** `address` or `Name <address>`. */
  sender: string;
  /** The operator's, on one line. Anti-spam laws such as CAN-SPAM require it in every email. */
  postalAddress: string;
  language: WordingLanguage;
  /** The newsletters of the stage: their topics are named by their titles. */
  newsletters: readonly Newsletter[];
  recipientAddress: string;
  /** The Message-ID is made from it. */
  deliveryId: string;
  /** The email that is answered; absent if it answers none. */
  thread?: EmailThread;
  /** Where replies go; absent for the sender. */
  replyTo?: string;
  /** A list identifier as defined by RFC 2919, e.g. `alerts.briefwire.example`. */
  listId: string;
  stage: string;
  sentAt: Date;
}

/** What an email to a subscriber also needs. */
export interface SubscriberEmailContext extends EmailContext {
  manageUrl: string;
  /** The page with the unsubscribe button. */
  unsubscribeUrl: string;
  /** The page with the button that unsubscribes from the only topic of the email. */
  unsubscribeTopicUrl?: string;
  /** The page with the button that mutes the story of an alert. */
  muteUrl?: string;
  /** Unsubscribes on a POST from an email program (RFC 8058). `https`, except in tests. */
  oneClickUrl: string;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
}

/** The parts of a briefing that an email shows. The title links to `url`. */
export type BriefingView = Pick<
  Briefing,
  'briefingId' | 'title' | 'summary' | 'url' | 'source' | 'language' | 'publishedAt'
>;

/** A topic and its page on the site. */
export interface TopicLink {
  expression: string;
  topicUrl: string;
}

/** Asks the owner of an address to confirm that they want to follow topics. */
export interface ConfirmView extends EmailContext {
  expressions: string[];
  frequency: Frequency;
  /** The page with the confirm button. */
  confirmUrl: string;
  /** The page with the button that stops confirmation emails to the address. */
  neverAskUrl: string;
  /** Whether the mailbox gets no further confirmation that day. */
  isLast: boolean;
  /** When the link expires. */
  expiresAt: Date;
  /** The IANA name of the time zone in which the expiry is shown. */
  timeZone: string;
}

/** An email about an account that has one message and one button at most. */
export type NoticeKind = Exclude<AccountEmail, 'answer'>;

/** Tells the owner of an address about their account. */
export interface NoticeView extends EmailContext {
  about: NoticeKind;
  /** What the button opens, and until when; absent if there is nothing to do. */
  link?: { url: string; expiresAt: Date };
  /** When the email was asked for. */
  askedAt: Date;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
}

/** Answers an email with commands. */
export interface AnswerView extends EmailContext {
  /** `undoUrl`: the page with the button that takes it back. */
  results: { result: CommandResult; undoUrl?: string }[];
  /** What has to be confirmed, on the page of `confirm`. */
  pending: ResolvedCommand[];
  confirm?: { url: string; expiresAt: Date };
  /** Absent for someone who has no account, or did not show that it is theirs. */
  manageUrl?: string;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
}

/** One briefing, with every topic of the subscriber that it matches. */
export interface AlertView extends SubscriberEmailContext {
  briefing: BriefingView;
  /** At least one. The subject names the first. */
  topics: (TopicLink & { snippet: Snippet })[];
  /** Whether it corrects an email that the subscriber got. */
  isCorrection?: boolean;
}

/** A newsletter issue with its whole text, for those who follow the newsletter. */
export interface IssueView extends SubscriberEmailContext {
  briefing: BriefingView;
  document: IssueDocument;
  /** Whether it corrects an email that the subscriber got. */
  isCorrection?: boolean;
  /** The page of the issue on our site. */
  pageUrl: string;
  /** The page of a briefing on our site. */
  pageOf: (briefingId: string) => string;
  /** The topics of the subscriber that it matches. At least one. */
  topics: TopicLink[];
}

/** A briefing in a digest. `alsoMatches` holds the expressions of the other topics that it matches. */
export interface DigestEntry {
  briefing: BriefingView;
  snippet: Snippet;
  alsoMatches: string[];
}

/** The briefings listed under one topic. */
export interface TopicGroup {
  topic: TopicLink;
  entries: DigestEntry[];
  /** The number of briefings, which is more than `entries.length` if the caller did not read them all. */
  total: number;
}

/** Why several briefings are in one email: a digest, or alerts that were gathered. */
export type DigestOccasion =
  | { kind: 'digest'; frequency: DigestFrequency }
  /**
   * `isRestOfDay`: the subscriber has had as many alerts that day as they may. `unlisted`: further
   * alerts, which are only counted.
   */
  | { kind: 'gathered'; isRestOfDay: boolean; unlisted: number };

/** All matches of a period. */
export interface DigestView extends SubscriberEmailContext {
  occasion: DigestOccasion;
  /** At least one, as returned by `groupByTopic`. */
  groups: TopicGroup[];
  periodStart: Date;
  periodEnd: Date;
}

/** The content of an email. The subject is one line. */
export interface RenderedEmail {
  subject: string;
  html: string;
  text: string;
}

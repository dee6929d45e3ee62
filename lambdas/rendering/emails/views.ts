import type { Briefing } from '../../domain/briefing';
import type { DigestFrequency, Frequency } from '../../domain/frequency';
import type { Snippet } from '../../domain/snippet';

/** What every mail needs. Addresses of pages are absolute; the times are given, never read from a clock. */
export interface EmailContext {
  /** As subscribers know the service, e.g. `Briefwire`. */
  siteName: string;
  siteUrl: string;
  /** `address` or `Name <address>`. */
  sender: string;
  /** The operator's, on one line; anti-spam laws ask for it in each mail. */
  postalAddress: string;
  language: 'en';
  recipientAddress: string;
  /** Goes into the Message-ID. */
  deliveryId: string;
  /** As in RFC 2919: a dotted name, e.g. `alerts.briefwire.example`. */
  listId: string;
  stage: string;
  sentAt: Date;
}

/** What a mail to someone who follows topics needs besides. */
export interface SubscriberEmailContext extends EmailContext {
  manageUrl: string;
  /** The page with the unsubscribe button, for people. */
  unsubscribeUrl: string;
  /** The address that unsubscribes on a POST (RFC 8058), for mail programs; https outside tests. */
  oneClickUrl: string;
  /** IANA name; times are shown in it. */
  timeZone: string;
}

/** Of a briefing, what a mail or a list shows. `url` is where its title leads. */
export type BriefingView = Pick<
  Briefing,
  'briefingId' | 'title' | 'summary' | 'url' | 'source' | 'language' | 'publishedAt'
>;

/** A topic and the page of it on the site. */
export interface TopicLink {
  expression: string;
  topicUrl: string;
}

/** Asks the owner of an address whether they want to follow topics. */
export interface ConfirmView extends EmailContext {
  expressions: string[];
  frequency: Frequency;
  /** The page with the confirm button. */
  confirmUrl: string;
  /** From then on the link is refused. */
  expiresAt: Date;
  /** IANA name; the expiry is shown in it. */
  timeZone: string;
}

/** One briefing, with every topic of the subscriber's that it met. */
export interface AlertView extends SubscriberEmailContext {
  briefing: BriefingView;
  /** At least one; the first is named in the subject. */
  topics: (TopicLink & { snippet: Snippet })[];
}

/** A briefing in a digest; `alsoMeets` are the expressions of the other topics that it met. */
export interface DigestEntry {
  briefing: BriefingView;
  snippet: Snippet;
  alsoMeets: string[];
}

/** The briefings listed under one topic. */
export interface TopicGroup {
  topic: TopicLink;
  entries: DigestEntry[];
  /** Of all briefings of the group; more than `entries` when the caller did not read them all. */
  total: number;
}

/** All matches of a period. */
export interface DigestView extends SubscriberEmailContext {
  frequency: DigestFrequency;
  /** As `groupByTopic` makes them; at least one. */
  groups: TopicGroup[];
  periodStart: Date;
  periodEnd: Date;
}

/** A mail before it is put into MIME. `subject` is one line of at most 120 characters. */
export interface RenderedEmail {
  subject: string;
  html: string;
  text: string;
}

import type { ExpressionPreview } from '../../domain/archive/expression-preview';
import type { Brand } from '../../domain/brand';
import type { Briefing } from '../../domain/briefing';
import type { Frequency } from '../../domain/frequency';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { LinkPurpose } from '../../domain/link';
import type { Newsletter } from '../../domain/newsletters/newsletter';
import type { Refused } from '../../domain/refusal';
import type { Snippet } from '../../domain/snippet';

/** What every page needs. */
export interface SiteView {
  siteName: string;
  brand: Brand;
  /** Absolute. */
  siteUrl: string;
  postalAddress: string;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
  /** Of the wording. */
  language: WordingLanguage;
  /** ISO 8601. */
  now: string;
  /** The path and query of this page without `lang`, for the links to it in other languages. */
  path: string;
  /** Whether the address names the language (`?lang=fr`), so that links within the site name it too. */
  keepsLanguage: boolean;
  /** The newsletters of the stage: their topics are named by their titles. */
  newsletters: readonly Newsletter[];
}

/** The form to follow a topic as it was submitted. It is shown again with the errors. */
export interface FollowFormValues {
  email: string;
  expression: string;
  frequency: string;
  timeZone: string;
  /** 0 to 23. */
  hour: string;
}

/** What to change, in a sentence, for every field that was refused. */
export type FollowFormErrors = Partial<Record<keyof FollowFormValues | 'acceptBroad', string>>;

/** A briefing in a list. `pageUrl` is its page on this site. */
export interface BriefingListItem {
  briefing: Pick<Briefing, 'title' | 'summary' | 'source' | 'language' | 'publishedAt'>;
  pageUrl: string;
  /** Shown instead of the summary. */
  snippet?: Snippet;
}

/** What a topic would have matched, for `Preview`. */
export interface PreviewProps {
  language: WordingLanguage;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
  /** As typed. */
  expression: string;
  previewed: { outcome: 'previewed'; preview: ExpressionPreview } | Refused;
  /** Whether the person said that they want a topic this broad. */
  acceptsBroad: boolean;
  briefingHref: (briefingId: string) => string;
}

/** The form of the home page, which also offers newsletters. */
export interface HomeFormValues extends FollowFormValues {
  /** The names of those that are ticked. */
  newsletters: string[];
}

export interface HomeView extends SiteView {
  form: HomeFormValues;
  errors: FollowFormErrors;
  /** For `SignUpGuard`. */
  stamp: string;
  /** Whether the script may choose the browser's time zone instead of the site's. */
  guessesTimeZone: boolean;
  /** What the topic would have matched; absent if none was entered. */
  preview?: Pick<PreviewProps, 'previewed' | 'acceptsBroad' | 'briefingHref'>;
  /** The address that was probably meant; the form can keep the one that was typed. */
  misspelled?: string;
  /** When the form can be sent again, if there were too many requests. */
  retryAfterSeconds?: number;
  /** Expressions. Each becomes a link that fills in the form. */
  suggestions: string[];
  /** Takes commands by email; empty if the stage takes none. */
  inboundAddress: string;
  /** Latest first. */
  briefings: BriefingListItem[];
}

/** After the form was submitted. The same whether or not the address is subscribed. */
export interface CheckInboxView extends SiteView {
  email: string;
  expressions: string[];
}

/** How often and when emails are sent: `hour` is 0 to 23 in `timeZone`, of the subscriber. */
export interface ScheduleView {
  frequency: Frequency;
  hour: number;
  timeZone: string;
}

/** The page that a confirmation email links to. */
export interface ConfirmPageView extends LinkPageView {
  email: string;
  expressions: string[];
  schedule: ScheduleView;
  /** A sentence that says why not all of the topics can be followed. */
  warning?: string;
}

/** The page to follow a topic of one's own instead of the one in a confirmation email. */
export interface OtherTopicView extends LinkPageView {
  form: Omit<FollowFormValues, 'email'>;
  errors: Omit<FollowFormErrors, 'email'>;
  guessesTimeZone: boolean;
  preview?: HomeView['preview'];
}

export interface ConfirmedView extends SiteView {
  /** The topics that are now followed. Empty if all were refused. */
  expressions: string[];
  /** Topics that cannot be followed, each with a sentence that says why. */
  refused: { expression: string; reason: string }[];
  schedule: ScheduleView;
  /** Whether no email is sent to the address. */
  isSuppressed: boolean;
  /** What the topics would have matched in the last `days`, latest first. */
  firstMatches?: { days: number; briefings: BriefingListItem[] };
  manageUrl: string;
}

/** A page behind a link of an email, which its forms post again. */
export interface LinkPageView extends SiteView {
  token: string;
}

export interface UnsubscribePageView extends LinkPageView {
  /** If the link is about one topic: its expression. */
  topic?: string;
}

export interface UnsubscribedView extends UnsubscribePageView {
  /** Whether the link is about one topic. `topic` is absent if it was not followed any more. */
  isOneTopic: boolean;
  /** A token that undoes it; absent if there was nothing left to unsubscribe from. */
  undo?: string;
}

export interface BriefingPageView extends SiteView {
  briefing: Briefing;
  /** Absolute. */
  pageUrl: string;
}

export interface ArchivePageView extends SiteView {
  /** What was searched, as typed; empty for all briefings. */
  expression: string;
  /** Newest first. */
  briefings: BriefingListItem[];
  /** How many days were searched; absent for all briefings. */
  searchedDays?: number;
  /** The path of the page with older ones. */
  older?: string;
  /** Why the expression cannot be searched, in a sentence. */
  refusal?: string;
  /** Absolute. Only the first page of all briefings has one. */
  pageUrl?: string;
}

export interface TopicPageView extends SiteView {
  expression: string;
  /** Absolute. */
  pageUrl: string;
  /** Latest first. */
  briefings: BriefingListItem[];
}

/** A link that has expired or was never valid. */
export interface LinkExpiredView extends SiteView {
  /** What the link was for. */
  purpose: Exclude<LinkPurpose, 'form'>;
  /** The old token, with which a new link can be asked for. */
  token?: string;
}

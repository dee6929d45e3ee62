import type { Briefing } from '../../domain/briefing';
import type { Frequency } from '../../domain/frequency';
import type { Snippet } from '../../domain/snippet';

/** What every page shows around its content. */
export interface SiteView {
  siteName: string;
  /** Absolute. */
  siteUrl: string;
  postalAddress: string;
  /** IANA name; times on the pages are shown in it. */
  timeZone: string;
}

/** What a form to follow a topic was filled with, as it was typed: it is shown again beside the errors. */
export interface FollowFormValues {
  email: string;
  expression: string;
  frequency: string;
  timeZone: string;
  /** 0 to 23. */
  hour: string;
}

/** A sentence for each field that was refused: what to change. */
export type FollowFormErrors = Partial<Record<keyof FollowFormValues, string>>;

/** A briefing in a list; `pageUrl` is its page on this site. */
export interface BriefingListItem {
  briefing: Pick<Briefing, 'title' | 'summary' | 'source' | 'language' | 'publishedAt'>;
  pageUrl: string;
  /** Shown instead of the summary where there is one. */
  snippet?: Snippet;
}

/** The first page: what this is, the form, what was published last. */
export interface HomeView extends SiteView {
  form: FollowFormValues;
  errors: FollowFormErrors;
  /** Expressions; each becomes a link that fills the form. */
  suggestions: string[];
  /** The latest first. */
  briefings: BriefingListItem[];
}

/** After the form was sent: the same whether or not the address was known. */
export interface CheckInboxView extends SiteView {
  email: string;
  expression: string;
}

/** The page behind the link of a confirmation mail. */
export interface ConfirmPageView extends SiteView {
  token: string;
  email: string;
  expressions: string[];
  frequency: Frequency;
}

export interface ConfirmedView extends SiteView {
  /** The topics followed now; empty if all were refused. */
  expressions: string[];
  /** Topics that were accepted when the form was sent and are refused today, each with the reason. */
  refused: { expression: string; reason: string }[];
  frequency: Frequency;
  manageUrl: string;
}

export interface UnsubscribePageView extends SiteView {
  token: string;
  email: string;
  manageUrl: string;
}

export interface UnsubscribedView extends SiteView {
  /** Empty where the subscriber was erased before. */
  email: string;
}

/** The values of `action` that the manage page posts, with the fields that each brings along. */
export const MANAGE_ACTIONS = {
  /** topicId, frequency */
  setFrequency: 'set-frequency',
  /** topicId */
  stop: 'stop',
  /** hour, timeZone */
  setSchedule: 'set-schedule',
  stopEverything: 'stop-everything',
} as const;

export interface ManageView extends SiteView {
  token: string;
  email: string;
  topics: { topicId: string; expression: string; topicUrl: string; frequency: Frequency }[];
  /** When digests come, as stored or as typed; 0 to 23. */
  hour: string;
  digestTimeZone: string;
  errors: Partial<Record<'hour' | 'timeZone', string>>;
  /** What was just done, e.g. `You no longer follow Gaza aid.` */
  notice?: string;
}

export interface BriefingPageView extends SiteView {
  briefing: Briefing;
  /** Absolute. */
  pageUrl: string;
}

export interface TopicPageView extends SiteView {
  expression: string;
  /** Absolute. */
  pageUrl: string;
  /** The latest first. */
  briefings: BriefingListItem[];
}

/** A link that is no longer, or never was, valid. */
export interface LinkExpiredView extends SiteView {
  /** What the link was for. */
  purpose: 'confirm' | 'unsubscribe' | 'manage';
}

/** Something was refused or went wrong; `advice` says what to do next, in a sentence. */
export interface ErrorPageView extends SiteView {
  heading: string;
  advice: string;
}

import type { AbsenceOutcome } from '../../../domain/absence';
import type { Frequency } from '../../../domain/frequency';
import type { Subscriber } from '../../../domain/subscriber';
import type { SentEmail } from '../../../use-cases/list-sent-emails';
import type { PreviewProps, SiteView } from '../page-views';

/** The pages on which a subscriber manages what they get, and the path of each. */
export const MANAGE_PATHS = {
  topics: '/manage',
  settings: '/manage/settings',
  sent: '/manage/sent',
  absence: '/manage/absence',
  account: '/manage/account',
} as const;
export type ManagePage = keyof typeof MANAGE_PATHS;

export const DOWNLOAD_PATH = '/manage/download';

/** The values of `action` that the pages post, with the fields posted along with each. */
export const MANAGE_ACTIONS = {
  /** topicId, frequency */
  setFrequency: 'set-frequency',
  /** topicId */
  stop: 'stop',
  /** topicId, expression, frequency: shows what a topic would have matched */
  previewTopic: 'preview-topic',
  /** topicId: opens the page that edits it */
  openTopic: 'open-topic',
  /** expression, frequency, acceptBroad */
  addTopic: 'add-topic',
  /** topicId, expression, acceptBroad */
  editTopic: 'edit-topic',
  /** the fields of `PreferencesForm` */
  setPreferences: 'set-preferences',
  sendDigest: 'send-digest',
  /** until: a date such as `2026-12-01` */
  pause: 'pause',
  resume: 'resume',
  /** briefingId */
  unmute: 'unmute',
  /** url */
  explainAbsence: 'explain-absence',
  /** email */
  changeAddress: 'change-address',
  /** confirm */
  erase: 'erase',
  stopEverything: 'stop-everything',
} as const;

/** What every page of a subscriber shows. */
export interface ManageView extends SiteView {
  token: string;
  subscriber: Subscriber;
  /** What was just changed: a sentence. */
  notice?: string;
  /** What to change, in a sentence, for every field that was refused. */
  errors: Partial<Record<string, string>>;
  /** The fields of a form that was refused, as they were entered. */
  entered: Partial<Record<string, string>>;
}

export interface FollowedTopicView {
  topicId: string;
  expression: string;
  /** Of its public page. */
  topicUrl: string;
  frequency: Frequency;
}

export interface TopicsView extends ManageView {
  topics: FollowedTopicView[];
}

/** A topic that is edited, or a new one. */
export interface TopicEditorView extends ManageView {
  /** Absent for a new topic. */
  topic?: FollowedTopicView;
  expression: string;
  frequency: Frequency;
  /** What the topic would have matched; absent if none was entered. */
  preview?: Pick<PreviewProps, 'previewed' | 'acceptsBroad' | 'briefingHref'>;
}

export interface SentView extends ManageView {
  /** Newest first. */
  emails: (SentEmail & { pageUrl?: string })[];
  /** Where the following page starts. */
  next?: string;
}

export interface AbsenceView extends ManageView {
  /** As it was pasted. */
  url: string;
  /** Absent until a briefing was looked up. */
  found?: AbsenceOutcome;
  /** The page of the briefing. */
  pageUrl?: string;
}

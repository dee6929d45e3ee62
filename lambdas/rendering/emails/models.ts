import type { Snippet, SnippetPart } from '../../domain/snippet';
import { MAX_TITLE_LENGTH } from '../../domain/submission';
import { formatTime } from '../dates';
import type { IssuePart } from '../newsletters/issue-content';
import { cutAtWord, foldLine, plainLine } from '../plain-line';
import { normalizeSiteUrl, safeUrl } from '../safe-url';
import { type TextRun, toTextRuns } from '../text-runs';
import { EMAILS_WORDING } from '../wording/emails';
import { LOCALES } from '../wording/locale';
import type { BriefingView, EmailContext, SubscriberEmailContext } from './views';

/**
 * The values for the placeholders of the templates and for the text parts: plain lines, cut to a
 * readable length, and safe links. A missing value is ''.
 */
interface FrameModel {
  subject: string;
  preheader: string;
  /** Keeps email programs from showing the start of the body after the preheader. */
  preheaderPadding: string;
  siteName: string;
  siteUrl: string;
  postalAddress: string;
  language: string;
  direction: 'ltr' | 'rtl';
  /** The side where lines start, for programs that do not know `start`. */
  start: 'left' | 'right';
  brand: {
    name: string;
    accent: string;
    accentDark: string;
    logo: { url: string; width: number; height: number } | '';
  };
}

export interface SubscriberFrameModel extends FrameModel {
  reason: TextRun[];
  /** Links in the footer. */
  actions: { label: string; url: string }[];
  manageUrl: string;
}

export interface BriefingModel {
  title: string;
  summary: string;
  url: string;
  source: string;
  language: string;
  published: string;
}

export interface ConfirmModel extends FrameModel {
  heading: TextRun[];
  asked: TextRun[];
  topics: string[];
  ifConfirmed: string;
  confirmUrl: string;
  expires: string;
  buttonLabel: string;
  otherTopic: string;
  notYou: string;
  neverAskUrl: string;
  neverAskLabel: string;
}

export interface NoticeModel extends FrameModel {
  message: TextRun[];
  /** '' if there is nothing to do. */
  button: { label: string; url: string; expires: string } | '';
  notYou: string;
}

export interface AnswerModel extends FrameModel {
  /** What is said of each command. `undo` is '' if it cannot be undone. */
  sections: { message: TextRun[]; items: TextRun[][]; undo: { label: string; url: string } | '' }[];
  /** '' if there is nothing to confirm. */
  button: { label: string; url: string; expires: string; notYou: string } | '';
  /** '' for someone who has no account. */
  manage: { label: string; url: string } | '';
}

export interface TopicModel {
  name: string;
  topicUrl: string;
  snippet: SnippetPart[];
}

export interface AlertModel extends SubscriberFrameModel {
  /** That it corrects an earlier email; '' if it does not. */
  correction: string;
  briefing: BriefingModel;
  readLabel: string;
  topicsHeading: string;
  topics: TopicModel[];
  moreTopics: string;
}

export interface IssueModel extends SubscriberFrameModel {
  /** That it corrects an earlier email; '' if it does not. */
  correction: string;
  briefing: BriefingModel;
  /** The page of the issue on our site. */
  pageUrl: string;
  textDirection: 'ltr' | 'rtl';
  parts: IssuePart[];
  /** The label of the button under a text that was cut; '' if it is whole. */
  rest: string;
}

export interface EntryModel extends BriefingModel {
  alsoMatches: string;
  snippet: SnippetPart[];
}

export interface GroupModel {
  /** The id of the heading. */
  anchor: string;
  name: string;
  topicUrl: string;
  count: string;
  entries: EntryModel[];
  moreBriefings: string;
}

export interface DigestModel extends SubscriberFrameModel {
  heading: string;
  period: string;
  /** '' if there are few topics. */
  contents: { heading: string; groups: Pick<GroupModel, 'anchor' | 'name' | 'count'>[] } | '';
  groups: GroupModel[];
  moreTopics: string;
}

/** In characters. */
const MAX_SUMMARY_LENGTH = 600;
const MAX_SOURCE_LENGTH = 100;
const MAX_LANGUAGE_LENGTH = 35;
const MAX_PREHEADER_LENGTH = 140;

const PREHEADER_PADDING = '\u034F\u00A0'.repeat(60);

/** What surrounds the content of every email. */
export function toFrameModel(
  context: EmailContext,
  { subject, preheader }: { subject: string; preheader: string },
): FrameModel {
  const { name, accent, accentDark, logo } = context.brand;
  const siteUrl = normalizeSiteUrl(context.siteUrl);
  const { direction } = LOCALES[context.language];
  // Email programs show only PNG.
  const shown =
    logo?.type === 'image/png'
      ? { url: new URL(logo.path, siteUrl).href, width: logo.width, height: logo.height }
      : ('' as const);
  return {
    subject,
    preheader: cutAtWord(plainLine(preheader), MAX_PREHEADER_LENGTH),
    preheaderPadding: PREHEADER_PADDING,
    siteName: plainLine(context.siteName),
    siteUrl,
    postalAddress: plainLine(context.postalAddress),
    language: context.language,
    direction,
    start: direction === 'rtl' ? 'right' : 'left',
    brand: { name: plainLine(name), accent, accentDark, logo: shown },
  };
}

/** What surrounds the content of an email to a subscriber. `reason` says why they get it. */
export function toSubscriberFrameModel(
  context: SubscriberEmailContext,
  { reason, ...frame }: { subject: string; preheader: string; reason: string },
): SubscriberFrameModel {
  const wording = EMAILS_WORDING[context.language];
  const links = [
    { label: wording.mute, url: context.muteUrl },
    { label: wording.manage, url: context.manageUrl },
    { label: wording.unsubscribeTopic, url: context.unsubscribeTopicUrl },
    { label: wording.unsubscribe, url: context.unsubscribeUrl },
  ];
  return {
    ...toFrameModel(context, frame),
    reason: toTextRuns(reason),
    actions: links.flatMap(({ label, url }) =>
      url === undefined ? [] : [{ label, url: normalizeSiteUrl(url) }],
    ),
    manageUrl: normalizeSiteUrl(context.manageUrl),
  };
}

/** A briefing with its time in the given IANA time zone. */
export function toBriefingModel(
  briefing: BriefingView,
  { timeZone, language }: Pick<SubscriberEmailContext, 'timeZone' | 'language'>,
): BriefingModel {
  return {
    title: cutAtWord(plainLine(briefing.title), MAX_TITLE_LENGTH),
    summary: cutAtWord(plainLine(briefing.summary), MAX_SUMMARY_LENGTH),
    url: safeUrl(briefing.url) ?? '',
    source: cutAtWord(plainLine(briefing.source ?? ''), MAX_SOURCE_LENGTH),
    language: plainLine(briefing.language).slice(0, MAX_LANGUAGE_LENGTH),
    published: formatTime(new Date(briefing.publishedAt), timeZone, language),
  };
}

/** The snippet on one line, without empty parts. */
export function toSnippetModel(snippet: Snippet): SnippetPart[] {
  return snippet
    .map(({ text, matched }) => ({ text: foldLine(text), matched }))
    .filter((part) => part.text !== '');
}

/** The text of a snippet without the marks. */
export function formatPlainSnippet(snippet: SnippetPart[]): string {
  return plainLine(snippet.map((part) => part.text).join(''));
}

import type { Snippet, SnippetPart } from '../../domain/snippet';
import { formatTime } from '../dates';
import { cutAtWord, foldLine, plainLine } from '../plain-line';
import { ownUrl, safeUrl } from '../safe-url';
import type { BriefingView, EmailContext, SubscriberEmailContext } from './views';

/**
 * What the templates and the text parts are filled from: plain lines, cut to a length that leaves the
 * mail readable, links that are safe, and '' for what there is none of.
 */
interface FrameModel {
  subject: string;
  preheader: string;
  /** Keeps mail programs from showing the top of the body after the preheader. */
  preheaderPadding: string;
  siteName: string;
  siteUrl: string;
  postalAddress: string;
}

export interface SubscriberFrameModel extends FrameModel {
  reason: string;
  manageUrl: string;
  unsubscribeUrl: string;
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
  heading: string;
  topics: string[];
  frequencyPhrase: string;
  recipientAddress: string;
  confirmUrl: string;
  expires: string;
  buttonLabel: string;
}

export interface TopicModel {
  name: string;
  topicUrl: string;
  snippet: SnippetPart[];
}

export interface AlertModel extends SubscriberFrameModel {
  briefing: BriefingModel;
  topicsHeading: string;
  topics: TopicModel[];
  moreTopics: string;
}

export interface EntryModel extends BriefingModel {
  alsoMeets: string;
  snippet: SnippetPart[];
}

export interface GroupModel {
  name: string;
  topicUrl: string;
  count: string;
  entries: EntryModel[];
  more: string;
}

export interface DigestModel extends SubscriberFrameModel {
  heading: string;
  period: string;
  groups: GroupModel[];
  rest: string;
}

const MAX_LENGTH = { title: 300, summary: 600, source: 100, language: 35, preheader: 140 };

const PREHEADER_PADDING = '\u034F\u00A0'.repeat(60);

/** The parts that all mails have. */
export function frameOf(context: EmailContext, subject: string, preheader: string): FrameModel {
  return {
    subject,
    preheader: cutAtWord(plainLine(preheader), MAX_LENGTH.preheader),
    preheaderPadding: PREHEADER_PADDING,
    siteName: plainLine(context.siteName),
    siteUrl: ownUrl(context.siteUrl),
    postalAddress: plainLine(context.postalAddress),
  };
}

/** The links of a mail to someone who follows topics, and the reason why they got it. */
export function subscriberLinks(context: SubscriberEmailContext, reason: string) {
  return {
    reason,
    manageUrl: ownUrl(context.manageUrl),
    unsubscribeUrl: ownUrl(context.unsubscribeUrl),
  };
}

/** A briefing, its time in the subscriber's zone. */
export function briefingModel(briefing: BriefingView, timeZone: string): BriefingModel {
  return {
    title: cutAtWord(plainLine(briefing.title), MAX_LENGTH.title),
    summary: cutAtWord(plainLine(briefing.summary), MAX_LENGTH.summary),
    url: safeUrl(briefing.url) ?? '',
    source: cutAtWord(plainLine(briefing.source ?? ''), MAX_LENGTH.source),
    language: plainLine(briefing.language).slice(0, MAX_LENGTH.language),
    published: formatTime(new Date(briefing.publishedAt), timeZone),
  };
}

/** The parts on one line, without empty ones. */
export function snippetModel(snippet: Snippet): SnippetPart[] {
  return snippet
    .map(({ text, matched }) => ({ text: foldLine(text), matched }))
    .filter((part) => part.text !== '');
}

/** A snippet, or a summary in its place, without the marks. */
export function plainSnippet(snippet: SnippetPart[]): string {
  return plainLine(snippet.map((part) => part.text).join(''));
}

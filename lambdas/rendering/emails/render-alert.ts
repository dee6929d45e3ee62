import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { formatCount, summarizeTopics, topicName } from '../topic-wording';
import { fitEntries } from './fit-entries';
import { renderAlertHtml } from './html-templates';
import {
  type AlertModel,
  formatPlainSnippet,
  type TopicModel,
  toBriefingModel,
  toSnippetModel,
  toSubscriberFrameModel,
} from './models';
import { formatAlertSubject } from './subjects';
import { formatFooter, formatMetaLine, joinParagraphs, underline } from './text-part';
import type { AlertView, RenderedEmail } from './views';

/**
 * Renders one briefing and the topics that it matches. The HTML and the text have the same content.
 * If the topics do not fit into the HTML, the email says how many are left out and links to the
 * manage page.
 */
export function renderAlert(view: AlertView): RenderedEmail {
  const { model, html } = fitEntries(view.topics.length, createAlertModel(view), renderAlertHtml);
  return { subject: model.subject, html, text: formatAlertText(model) };
}

function createAlertModel(view: AlertView): (topicCount: number) => AlertModel {
  const briefing = toBriefingModel(view.briefing, view.timeZone);
  const topics = view.topics.map(toTopicModel);
  const frame = toSubscriberFrameModel(view, {
    subject: formatAlertSubject(view),
    preheader: briefing.summary || formatPlainSnippet(topics[0]?.snippet ?? []),
    reason: formatReason(view),
  });
  const topicsHeading =
    topics.length === 1 ? 'Matches your topic' : `Matches ${topics.length} of your topics`;
  return (topicCount) => ({
    ...frame,
    briefing,
    topicsHeading,
    topics: topics.slice(0, topicCount),
    moreTopics: formatMoreTopics(topics.length - topicCount),
  });
}

function toTopicModel(topic: AlertView['topics'][number]): TopicModel {
  return {
    name: topicName(topic.expression),
    topicUrl: normalizeSiteUrl(topic.topicUrl),
    snippet: toSnippetModel(topic.snippet),
  };
}

function formatMoreTopics(count: number): string {
  return count > 0 ? `See ${formatCount(count, 'more topic')}` : '';
}

function formatReason(view: AlertView): string {
  const topics = summarizeTopics(view.topics.map((topic) => topic.expression));
  return `You are getting this alert because ${plainLine(view.recipientAddress)} follows ${topics} on ${plainLine(view.siteName)}.`;
}

function formatAlertText(model: AlertModel): string {
  const { briefing } = model;
  return joinParagraphs([
    underline(briefing.title, '='),
    [formatMetaLine(briefing)],
    [briefing.summary],
    [briefing.url && `Read the briefing: ${briefing.url}`],
    underline(model.topicsHeading, '-'),
    ...model.topics.map((topic) => [
      `* ${topic.name}`,
      formatPlainSnippet(topic.snippet),
      topic.topicUrl,
    ]),
    [model.moreTopics && `${model.moreTopics}: ${model.manageUrl}`],
    ...formatFooter(model),
  ]);
}

import { normalizeSiteUrl } from '../safe-url';
import { topicName } from '../topic-wording';
import { EMAILS_WORDING } from '../wording/emails';
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
import { formatReason } from './reason';
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
  const wording = EMAILS_WORDING[view.language];
  const briefing = toBriefingModel(view.briefing, view);
  const topics = view.topics.map((topic) => toTopicModel(topic, view));
  const frame = toSubscriberFrameModel(view, {
    subject: view.isCorrection
      ? wording.correction(formatAlertSubject(view))
      : formatAlertSubject(view),
    preheader: briefing.summary || formatPlainSnippet(topics[0]?.snippet ?? []),
    reason: formatReason(
      view,
      view.topics.map((topic) => topic.expression),
    ),
  });
  return (topicCount) => ({
    ...frame,
    correction: view.isCorrection ? wording.corrects : '',
    briefing,
    readLabel: wording.read,
    topicsHeading: wording.matchesTopics(topics.length),
    topics: topics.slice(0, topicCount),
    moreTopics: topicCount < topics.length ? wording.seeMoreTopics(topics.length - topicCount) : '',
  });
}

function toTopicModel(
  topic: AlertView['topics'][number],
  { language, newsletters }: AlertView,
): TopicModel {
  return {
    name: topicName(topic.expression, language, newsletters),
    topicUrl: normalizeSiteUrl(topic.topicUrl),
    snippet: toSnippetModel(topic.snippet),
  };
}

function formatAlertText(model: AlertModel): string {
  const { briefing } = model;
  return joinParagraphs([
    [model.correction],
    underline(briefing.title, '='),
    [formatMetaLine(briefing)],
    [briefing.summary],
    [briefing.url && `${model.readLabel}: ${briefing.url}`],
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

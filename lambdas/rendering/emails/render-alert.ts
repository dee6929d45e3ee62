import { plainLine } from '../plain-line';
import { ownUrl } from '../safe-url';
import { counted, firstAndMore, topicName } from '../topic-names';
import { alertHtml } from './html-templates';
import { largestThatFits } from './largest-that-fits';
import {
  type AlertModel,
  briefingModel,
  frameOf,
  plainSnippet,
  snippetModel,
  subscriberLinks,
  type TopicModel,
} from './models';
import { alertSubject } from './subjects';
import { footer, metaLine, textOf, underlined } from './text-part';
import type { AlertView, RenderedEmail } from './views';

/**
 * One briefing and the topics that it met, html and text of equal content, the html under 100 KB: where
 * there are more topics than have room, the last are counted with a link to the manage page.
 */
export function renderAlert(view: AlertView): RenderedEmail {
  const { model, html } = largestThatFits(view.topics.length, modelOf(view), alertHtml);
  return { subject: model.subject, html, text: alertText(model) };
}

function modelOf(view: AlertView): (topics: number) => AlertModel {
  const briefing = briefingModel(view.briefing, view.timeZone);
  const topics = view.topics.map(topicModel);
  const preheader = briefing.summary || plainSnippet(topics[0]?.snippet ?? []);
  const frame = {
    ...frameOf(view, alertSubject(view), preheader),
    ...subscriberLinks(view, reasonOf(view)),
    briefing,
    topicsHeading:
      topics.length === 1 ? 'Meets your topic' : `Meets ${topics.length} of your topics`,
  };
  return (shown) => ({
    ...frame,
    topics: topics.slice(0, shown),
    moreTopics: shown < topics.length ? `and ${counted(topics.length - shown, 'more topic')}` : '',
  });
}

function topicModel(topic: AlertView['topics'][number]): TopicModel {
  return {
    name: topicName(topic.expression),
    topicUrl: ownUrl(topic.topicUrl),
    snippet: snippetModel(topic.snippet),
  };
}

function reasonOf(view: AlertView): string {
  const topics = firstAndMore(view.topics.map((topic) => topic.expression));
  return `You get this alert because ${plainLine(view.recipientAddress)} follows ${topics} on ${plainLine(view.siteName)}.`;
}

function alertText(model: AlertModel): string {
  const { briefing } = model;
  return textOf([
    underlined(briefing.title, '='),
    [metaLine(briefing)],
    [briefing.summary],
    [briefing.url && `Read the briefing: ${briefing.url}`],
    underlined(model.topicsHeading, '-'),
    ...model.topics.map((topic) => [
      `* ${topic.name}`,
      plainSnippet(topic.snippet),
      topic.topicUrl,
    ]),
    [model.moreTopics && `${model.moreTopics}: ${model.manageUrl}`],
    ...footer(model),
  ]);
}

import { formatTimeAndZone } from '../dates';
import { frequencyWording } from '../frequency-wording';
import { isolate } from '../isolate';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { toTextRuns } from '../text-runs';
import { confirmButtonLabel, topicInSentence } from '../topic-wording';
import { EMAILS_WORDING } from '../wording/emails';
import { renderConfirmHtml } from './html-templates';
import { type ConfirmModel, toFrameModel } from './models';
import { shortTopic } from './short-topic';
import { formatConfirmSubject } from './subjects';
import { formatSender, joinParagraphs, underline } from './text-part';
import type { ConfirmView, RenderedEmail } from './views';

/**
 * Asks the owner of the address to confirm the topics. The HTML and the text have the same content. Of
 * what the asker typed it has only the topics, short and without links: the owner may be a stranger.
 */
export function renderConfirm(view: ConfirmView): RenderedEmail {
  const model = toConfirmModel(view);
  return { subject: model.subject, html: renderConfirmHtml(model), text: formatConfirmText(model) };
}

function toConfirmModel(view: ConfirmView): ConfirmModel {
  const { language } = view;
  const wording = EMAILS_WORDING[language].confirm;
  const topics = view.expressions.map((expression) =>
    topicInSentence(shortTopic(expression), language),
  );
  const [first = ''] = topics;
  const frame = toFrameModel(view, {
    subject: formatConfirmSubject(view.expressions, language),
    preheader: wording.preheader,
  });
  return {
    ...frame,
    heading: toTextRuns(
      topics.length === 1 ? wording.heading(isolate(first)) : wording.headingMany(topics.length),
    ),
    asked: toTextRuns(
      wording.asked(isolate(plainLine(view.recipientAddress)), isolate(frame.siteName)),
    ),
    topics,
    ifConfirmed: wording.ifConfirmed(frequencyWording(language)[view.frequency].sent),
    confirmUrl: normalizeSiteUrl(view.confirmUrl),
    expires: wording.expires(formatTimeAndZone(view.expiresAt, view.timeZone, language)),
    buttonLabel: confirmButtonLabel(topics.length, language),
    otherTopic: view.isLast ? wording.lastOfDay : wording.otherTopic,
    notYou: wording.notYou,
    neverAskUrl: normalizeSiteUrl(view.neverAskUrl),
    neverAskLabel: wording.neverAsk,
  };
}

/** The same content as templates/confirm.mjml. */
function formatConfirmText(model: ConfirmModel): string {
  const plain = (parts: ConfirmModel['asked']) => parts.map(({ text }) => text).join('');
  return joinParagraphs([
    underline(plain(model.heading), '='),
    [plain(model.asked), ...model.topics.map((topic) => `* ${topic}`)],
    [model.ifConfirmed],
    [`${model.buttonLabel}: ${model.confirmUrl}`],
    [model.expires, model.confirmUrl],
    [model.otherTopic],
    [model.notYou],
    [`${model.neverAskLabel}: ${model.neverAskUrl}`],
    formatSender(model),
  ]);
}

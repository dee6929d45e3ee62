import { LINK_DAYS } from '../../domain/link';
import { findNewsletter } from '../../domain/newsletters/newsletter';
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
 * Asks the owner of the address to confirm the topics. The HTML and the text have the same content. The
 * topics, short and without links, are all that it repeats of the form: someone else may own the address.
 */
export function renderConfirm(view: ConfirmView): RenderedEmail {
  const model = toConfirmModel(view);
  return { subject: model.subject, html: renderConfirmHtml(model), text: formatConfirmText(model) };
}

function toConfirmModel(view: ConfirmView): ConfirmModel {
  const { language } = view;
  const wording = EMAILS_WORDING[language].confirm;
  const topics = askedTopics(view);
  const [first = ''] = topics;
  const frame = toFrameModel(view, {
    subject: formatConfirmSubject(
      view.expressions.map(
        (expression) => findNewsletter(expression, view.newsletters)?.title ?? expression,
      ),
      language,
    ),
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
    otherTopic: view.isLast ? wording.lastOfDay : wording.otherTopic(LINK_DAYS.confirm * 24),
    notYou: wording.notYou,
    neverAskUrl: normalizeSiteUrl(view.neverAskUrl),
    neverAskLabel: wording.neverAsk,
  };
}

/** The titles of newsletters are the operator's, and everything else may be a stranger's. */
function askedTopics({ expressions, language, newsletters }: ConfirmView): string[] {
  return expressions.map(
    (expression) =>
      findNewsletter(expression, newsletters)?.title ??
      topicInSentence(shortTopic(expression), language),
  );
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

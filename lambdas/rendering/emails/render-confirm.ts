import { formatTimeAndZone } from '../dates';
import { FREQUENCY_WORDING } from '../frequency-wording';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { confirmButtonLabel, formatCount, topicInSentence } from '../topic-wording';
import { renderConfirmHtml } from './html-templates';
import { type ConfirmModel, toFrameModel } from './models';
import { formatConfirmSubject } from './subjects';
import { formatSender, joinParagraphs, underline } from './text-part';
import type { ConfirmView, RenderedEmail } from './views';

/**
 * Asks the owner of the address to confirm the topics. The HTML and the text have the same content.
 */
export function renderConfirm(view: ConfirmView): RenderedEmail {
  const model = toConfirmModel(view);
  return { subject: model.subject, html: renderConfirmHtml(model), text: formatConfirmText(model) };
}

function toConfirmModel(view: ConfirmView): ConfirmModel {
  const topics = view.expressions.map((expression) => topicInSentence(expression));
  const frame = toFrameModel(view, {
    subject: formatConfirmSubject(view.expressions),
    preheader:
      'We will not send anything until you confirm. If this was not you, ignore this email.',
  });
  return {
    ...frame,
    heading: `Follow ${topics.length === 1 ? topics[0] : formatCount(topics.length, 'topic')}?`,
    topics,
    sent: FREQUENCY_WORDING[view.frequency].sent,
    recipientAddress: plainLine(view.recipientAddress),
    confirmUrl: normalizeSiteUrl(view.confirmUrl),
    expires: formatTimeAndZone(view.expiresAt, view.timeZone),
    buttonLabel: confirmButtonLabel(topics.length),
  };
}

/** The same content as templates/confirm.mjml. */
function formatConfirmText(model: ConfirmModel): string {
  return joinParagraphs([
    underline(model.heading, '='),
    [
      `You, or someone who entered ${model.recipientAddress} on ${model.siteName}, asked to follow:`,
      ...model.topics.map((topic) => `* ${topic}`),
    ],
    [
      `If you confirm, we will send you briefings ${model.sent}. Until then, we will not send anything.`,
    ],
    [`${model.buttonLabel}: ${model.confirmUrl}`],
    [`The link opens a page where you confirm. It works until ${model.expires}.`],
    [
      'If this was not you, ignore this email. We have not stored anything, and we will not email you again.',
    ],
    formatSender(model),
  ]);
}

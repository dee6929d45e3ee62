import { formatTimeAndZone } from '../dates';
import { FREQUENCY_WORDING } from '../frequency-wording';
import { plainLine } from '../plain-line';
import { ownUrl } from '../safe-url';
import { counted, topicInSentence } from '../topic-names';
import { confirmHtml } from './html-templates';
import { type ConfirmModel, frameOf } from './models';
import { confirmSubject } from './subjects';
import { textOf, underlined } from './text-part';
import type { ConfirmView, RenderedEmail } from './views';

/** Asks whether the address's owner wants to follow the topics: html and text of equal content. */
export function renderConfirm(view: ConfirmView): RenderedEmail {
  const model = confirmModel(view);
  return { subject: model.subject, html: confirmHtml(model), text: confirmText(model) };
}

function confirmModel(view: ConfirmView): ConfirmModel {
  const one = view.expressions.length === 1;
  const topics = view.expressions.map(topicInSentence);
  return {
    ...frameOf(
      view,
      confirmSubject(view.expressions),
      'Nothing is sent until you say yes. If it wasn’t you, ignore this mail.',
    ),
    heading: one ? `Follow ${topics[0]}?` : `Follow ${counted(topics.length, 'topic')}?`,
    topics,
    frequencyPhrase: FREQUENCY_WORDING[view.frequency].sent,
    recipientAddress: plainLine(view.recipientAddress),
    confirmUrl: ownUrl(view.confirmUrl),
    expires: formatTimeAndZone(view.expiresAt, view.timeZone),
    buttonLabel: one ? 'Yes, follow this topic' : 'Yes, follow these topics',
  };
}

function confirmText(model: ConfirmModel): string {
  return textOf([
    underlined(model.heading, '='),
    [
      `You, or someone who typed your address, asked ${model.siteName} to send briefings to ${model.recipientAddress} ${model.frequencyPhrase}, on:`,
      ...model.topics.map((topic) => `* ${topic}`),
    ],
    ['Nothing is sent until you say yes.'],
    [`${model.buttonLabel}: ${model.confirmUrl}`],
    [`The link opens a page that asks once more. It works until ${model.expires}.`],
    ["If it wasn't you, ignore this mail. Nothing was stored, and you won't hear from us again."],
    ['-'.repeat(40), `${model.siteName}, ${model.postalAddress}`, model.siteUrl],
  ]);
}

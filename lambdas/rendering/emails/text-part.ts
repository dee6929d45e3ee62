import type { BriefingModel, SubscriberFrameModel } from './models';

/** In characters. Longer underlines would wrap in a narrow window. */
const MAX_UNDERLINE_LENGTH = 72;

/** The line above the footer. */
export const FOOTER_RULE = '-'.repeat(40);

/** Joins paragraphs, each a list of lines. Empty lines and empty paragraphs are left out. */
export function joinParagraphs(paragraphs: string[][]): string {
  const nonEmpty = paragraphs
    .map((lines) => lines.filter((line) => line !== '').join('\n'))
    .filter((paragraph) => paragraph !== '');
  return `${nonEmpty.join('\n\n')}\n`;
}

/** A heading with a line under it, as plain text shows one. */
export function underline(heading: string, mark: '=' | '-'): string[] {
  return [heading, mark.repeat(Math.min(Array.from(heading).length, MAX_UNDERLINE_LENGTH))];
}

/** E.g. `The Guardian · 7 November 2023, 06:12 · also matches Rafah`. */
export function formatMetaLine(briefing: BriefingModel, alsoMatches = ''): string {
  return [briefing.source, briefing.published, alsoMatches]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The same content as templates/parts/sender.mjml. */
export function formatSender(
  model: Pick<SubscriberFrameModel, 'siteName' | 'postalAddress' | 'siteUrl'>,
): string[] {
  return [FOOTER_RULE, `${model.siteName}, ${model.postalAddress}`, model.siteUrl];
}

/** The same content as templates/parts/footer.mjml. */
export function formatFooter(model: SubscriberFrameModel): string[][] {
  return [
    [FOOTER_RULE, model.reason.map(({ text }) => text).join('')],
    model.actions.map(({ label, url }) => `${label}: ${url}`),
    [`${model.siteName}, ${model.postalAddress}`, model.siteUrl],
  ];
}

import type { BriefingModel, SubscriberFrameModel } from './models';

/** Paragraphs, each a list of lines; empty lines and empty paragraphs are left out. */
export function textOf(paragraphs: string[][]): string {
  const written = paragraphs
    .map((lines) => lines.filter((line) => line !== '').join('\n'))
    .filter((paragraph) => paragraph !== '');
  return `${written.join('\n\n')}\n`;
}

/** A heading as plain text shows it: underlined. */
export function underlined(heading: string, mark: '=' | '-'): string[] {
  return [heading, mark.repeat(Math.min(Array.from(heading).length, 72))];
}

/** E.g. `The Guardian · 7 November 2023, 06:12 · also meets Rafah`. */
export function metaLine(briefing: BriefingModel, alsoMeets = ''): string {
  return [briefing.source, briefing.published, alsoMeets && `also meets ${alsoMeets}`]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Why, the two links, and who sent it: the same as at the foot of the html. */
export function footer(model: SubscriberFrameModel): string[][] {
  return [
    ['-'.repeat(40), model.reason],
    [`Manage your topics: ${model.manageUrl}`, `Unsubscribe: ${model.unsubscribeUrl}`],
    [`${model.siteName}, ${model.postalAddress}`, model.siteUrl],
  ];
}

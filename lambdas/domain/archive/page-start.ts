import type { ArchivedBriefing } from './archive-day';

/** The last briefing of a page: the next page starts after it. */
export type PageStart = Pick<ArchivedBriefing, 'publishedAt' | 'briefingId'>;

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** For the address of a page. */
export const writePageStart = ({ publishedAt, briefingId }: PageStart): string =>
  `${publishedAt}_${briefingId}`;

/** Undefined if the text is not what `writePageStart` writes. */
export function readPageStart(text: string): PageStart | undefined {
  const at = text.indexOf('_');
  const publishedAt = text.slice(0, at);
  if (!TIME.test(publishedAt) || Number.isNaN(Date.parse(publishedAt))) return undefined;
  return { publishedAt, briefingId: text.slice(at + 1) };
}

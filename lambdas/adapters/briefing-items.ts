import type { Briefing, BriefingHeading, Correction } from '../domain/briefing';
import { packIssue, unpackIssue } from '../domain/newsletters/pack-issue';
import type { Item } from './dynamodb';

/** A briefing as stored. */
export interface StoredBriefing extends Briefing {
  /** 1 when first published. Increased each time followers are alerted again. */
  edition: number;
  /** Present if that edition is a correction. */
  correction?: Correction;
}

/** The heading of a briefing as stored. */
export type StoredHeading = BriefingHeading & Pick<StoredBriefing, 'edition'>;

/** Converts an item of the table or of its stream. */
export function toBriefing(item: Item): StoredBriefing {
  const { correction } = item;
  return {
    ...toPlainBriefing(item),
    edition: Number(item.edition),
    ...(correction === undefined ? {} : { correction: correction as Correction }),
  };
}

/** Reverses {@link toBriefingFields}. */
export function toPlainBriefing(item: Item): Briefing {
  const { bodyHtml, newsletter, issueTexts } = item;
  return {
    ...toHeading(item),
    body: String(item.body ?? ''),
    ...(typeof bodyHtml === 'string' ? { bodyHtml } : {}),
    ...(typeof newsletter === 'string' ? { newsletter } : {}),
    ...(issueTexts instanceof Uint8Array ? unpackIssue(issueTexts) : {}),
    tags: Array.isArray(item.tags) ? item.tags.map(String) : [],
  };
}

/** The fields of a briefing as they are stored, without its key. The texts of an issue are one packed field. */
export function toBriefingFields({ briefingId: _, ...briefing }: Briefing) {
  const { markdown, issue, bodyHtml, ...fields } = briefing;
  return issue === undefined && markdown === undefined
    ? { ...fields, bodyHtml, issueTexts: undefined }
    : { ...fields, issueTexts: packIssue({ markdown, issue, bodyHtml }), bodyHtml: undefined };
}

/** The heading of an item of the table or of an index that has the headings. */
export function toHeading(item: Item): BriefingHeading {
  const { url, source } = item;
  return {
    briefingId: String(item.briefingId),
    title: String(item.title),
    summary: String(item.summary ?? ''),
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof source === 'string' ? { source } : {}),
    language: String(item.language),
    publishedAt: String(item.publishedAt),
  };
}

/** The heading of such an item with the edition. */
export function toStoredHeading(item: Item): StoredHeading {
  return { ...toHeading(item), edition: Number(item.edition) };
}

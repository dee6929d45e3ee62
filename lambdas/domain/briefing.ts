import type { IssueDocument } from './newsletters/issue-document';

/** One published item. Texts are plain text; `bodyHtml`, if the publisher sent html, is the sanitized body. */
export interface Briefing {
  /** Chosen by the publisher or derived from the url. Publishing the same id again updates the briefing. */
  briefingId: string;
  title: string;
  /** One or two sentences; empty if the publisher gave none. */
  summary: string;
  /** Plain text, paragraphs separated by a blank line; empty if the publisher gave none. */
  body: string;
  /** Sanitized html of the body; present only if the publisher sent html, or for a newsletter issue. */
  bodyHtml?: string;
  /** The name of the newsletter that the briefing is an issue of. Its email carries the whole text. */
  newsletter?: string;
  /** The whole text as the publisher wrote it in Markdown; present only for a newsletter issue. */
  markdown?: string;
  /** The Markdown as it was read when it was published; present only for a newsletter issue. */
  issue?: IssueDocument;
  /** An http or https address. */
  url?: string;
  /** Who wrote it, e.g. `ICARO Media Group`. */
  source?: string;
  /** Lower case, without spaces, e.g. `middle-east`. */
  tags: string[];
  /** A BCP 47 primary language, e.g. `en`. */
  language: string;
  /** ISO 8601, UTC. */
  publishedAt: string;
}

/** The parts of a briefing, besides its id, that lists and emails show. */
export const HEADING_FIELDS = [
  'title',
  'summary',
  'url',
  'source',
  'language',
  'publishedAt',
] as const satisfies (keyof Briefing)[];
export type BriefingHeading = Pick<Briefing, 'briefingId' | (typeof HEADING_FIELDS)[number]>;

/** What happened when a briefing was stored. Only `published` and `alerted` briefings are matched. */
export type StoreOutcome = 'published' | 'updated' | 'alerted' | 'corrected' | 'unchanged';

/** Why a correction was not stored: there is nothing to correct, or what it corrects is still being matched. */
export type CorrectionRefusal = 'nothing-to-correct' | 'still-sending';

/** The same for an entry of a feed, whose briefing may belong to another feed or publisher. */
export type FeedStoreOutcome =
  | Exclude<StoreOutcome, 'alerted' | 'corrected'>
  | 'published-elsewhere';

/**
 * What the newest edition of a briefing corrects. A correction matches nothing anew: it goes to those who got
 * the edition that it corrects.
 */
export interface Correction {
  /** The edition that was matched. */
  of: number;
  /** When the correction was stored; ISO 8601. */
  at: string;
}

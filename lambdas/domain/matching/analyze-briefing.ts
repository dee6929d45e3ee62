import type { Briefing } from '../briefing';
import { tagFrom } from '../expressions/tag';
import { languageOf } from '../languages/language';
import { AnalyzedText } from './analyzed-text';
import type { TextLanguage } from './searched-words';

/** The fields of a briefing that topics match. */
export type BriefingText = Pick<Briefing, 'title' | 'language'> &
  Partial<Pick<Briefing, 'summary' | 'body' | 'source' | 'tags'>>;

/** A field of a briefing, and its start and end in the searched text. */
export interface FieldPlace {
  field: 'title' | 'summary' | 'body';
  start: number;
  end: number;
}

/** A briefing prepared for matching. */
export interface AnalyzedBriefing {
  language: TextLanguage;
  /** Title, summary and body as one text, as PostgreSQL would search `title || ' ' || body`. */
  text: AnalyzedText;
  fields: readonly FieldPlace[];
  /** The number of word positions that belong to the title. */
  titleWords: number;
  source: AnalyzedText;
  tags: ReadonlySet<string>;
}

/** Reads a briefing once, so that every topic can be checked against the result. */
export function analyzeBriefing(briefing: BriefingText): AnalyzedBriefing {
  const language = languageOf(briefing.language);
  const { searched, fields } = searchedText(briefing);
  const text = new AnalyzedText(searched, language);
  const afterTitle = text.starts.findIndex((start) => start >= briefing.title.length);
  return {
    language,
    text,
    fields,
    titleWords: afterTitle < 0 ? text.starts.length : afterTitle,
    source: new AnalyzedText(briefing.source ?? '', language),
    tags: new Set((briefing.tags ?? []).map(tagFrom)),
  };
}

/** Title, summary and body as one text, and the place of each in it. */
export function searchedText(briefing: BriefingText): { searched: string; fields: FieldPlace[] } {
  const fields: FieldPlace[] = [];
  const texts: string[] = [];
  let start = 0;
  for (const field of ['title', 'summary', 'body'] as const) {
    const text = briefing[field];
    if (text === undefined || (text === '' && field === 'summary')) continue;
    const end = start + text.length;
    fields.push({ field, start, end });
    texts.push(text);
    start = end + 1;
  }
  // `join` gives a flat string. V8 keeps a concatenation with + as a tree, whose characters are slower to read.
  return { searched: texts.join(' '), fields };
}

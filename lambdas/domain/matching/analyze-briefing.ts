import type { Briefing } from '../briefing';
import { tagFrom } from '../expressions/tag';
import { languageOf } from '../languages/language';
import { AnalyzedText, type TextLanguage } from './analyzed-text';

/** What a briefing is matched by. */
export type BriefingText = Pick<Briefing, 'title' | 'language'> &
  Partial<Pick<Briefing, 'summary' | 'body' | 'source' | 'tags'>>;

/** A field of a briefing, and where it begins and ends in the searched text. */
export interface FieldPlace {
  field: 'title' | 'summary' | 'body';
  start: number;
  end: number;
}

/** A briefing made ready to be met by topics. */
export interface AnalyzedBriefing {
  language: TextLanguage;
  /** Title, summary and body as one text, as PostgreSQL would search `title || ' ' || body`. */
  text: AnalyzedText;
  fields: readonly FieldPlace[];
  /** The number of positions that belong to the title. */
  titleWords: number;
  source: AnalyzedText;
  tags: ReadonlySet<string>;
}

/** Reads a briefing once; every topic is then checked against what was found. */
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

/** Title, summary and body as one text, and where each begins. */
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
  // Joined rather than added up: V8 keeps a sum as its parts, where each character takes longer to read.
  return { searched: texts.join(' '), fields };
}

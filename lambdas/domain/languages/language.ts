import type { ReadField } from '../read-field';
import { refuse } from '../refusal';

/** Languages with a stemmer and stop words of their own, by their ISO 639-1 code. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pt', 'ru', 'tr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The languages a topic may be in. `any` matches words as written, in briefings of every language. */
export const TOPIC_LANGUAGES = [...LANGUAGES, 'any'] as const;
export type TopicLanguage = (typeof TOPIC_LANGUAGES)[number];

const CODES: ReadonlySet<string> = new Set(LANGUAGES);

/**
 * The language of a BCP 47 tag (`pt` for `pt-BR`), or `other` if there is no stemmer for it. Topics
 * match briefings in other languages by words as written.
 */
export function languageOf(tag: string): Language | 'other' {
  const primary = tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return isLanguage(primary) ? primary : 'other';
}

/** The language of a topic; an empty field means `fallback`. */
export function readLanguage(text: string, fallback: TopicLanguage): ReadField<TopicLanguage> {
  const code = text.trim().toLowerCase();
  if (code === '') return { outcome: 'read', value: fallback };
  if (isTopicLanguage(code)) return { outcome: 'read', value: code };
  return refuse('unknownLanguage', ['any', ...LANGUAGES].join(', '));
}

export function isTopicLanguage(code: string): code is TopicLanguage {
  return code === 'any' || isLanguage(code);
}

export function isLanguage(code: string): code is Language {
  return CODES.has(code);
}

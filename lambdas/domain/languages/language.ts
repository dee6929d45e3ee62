/** The ISO 639-1 codes of the languages that have a stemmer and stop words. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pt', 'ru', 'tr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a topic. `any` matches words as written, in briefings in every language. */
export type TopicLanguage = Language | 'any';

const CODES: ReadonlySet<string> = new Set(LANGUAGES);

/**
 * The language of a BCP 47 tag (`pt` for `pt-BR`), or `other` if there is no stemmer for it. Topics
 * match briefings in other languages by words as written.
 */
export function languageOf(tag: string): Language | 'other' {
  const primary = tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return isLanguage(primary) ? primary : 'other';
}

export function isLanguage(code: string): code is Language {
  return CODES.has(code);
}

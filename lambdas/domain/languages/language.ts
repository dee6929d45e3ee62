/** Languages with a stemmer and stop words of their own, by their ISO 639-1 code. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pt', 'ru', 'tr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language a topic is in, or `any`: words as they stand, in briefings of every language. */
export type TopicLanguage = Language | 'any';

const KNOWN: ReadonlySet<string> = new Set(LANGUAGES);

/**
 * The language of a BCP 47 tag (`pt-BR` is `pt`), or `other` where we have no stemmer for it:
 * such a briefing is met by words as they stand.
 */
export function languageOf(tag: string): Language | 'other' {
  const primary = tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return isLanguage(primary) ? primary : 'other';
}

export function isLanguage(code: string): code is Language {
  return KNOWN.has(code);
}

import type { ReadField } from '../read-field';
import { refuse } from '../refusal';

/** The languages of pages and emails. Those of topics and briefings are more (`language.ts`). */
export const WORDING_LANGUAGES = ['en', 'fr', 'de', 'es', 'ar'] as const;
export type WordingLanguage = (typeof WORDING_LANGUAGES)[number];

/** The language of people who have not chosen one and whose browser asks for none of ours. */
export const DEFAULT_WORDING_LANGUAGE: WordingLanguage = 'en';

/** A language by its code; an empty field means `fallback`. */
export function readWordingLanguage(
  text: string,
  fallback: WordingLanguage,
): ReadField<WordingLanguage> {
  const typed = text.trim().toLowerCase();
  if (typed === '') return { outcome: 'read', value: fallback };
  const value = WORDING_LANGUAGES.find((language) => language === typed);
  if (value !== undefined) return { outcome: 'read', value };
  return refuse('unknownLanguage', WORDING_LANGUAGES.join(', '));
}

/** More ranges than any browser sends; the rest of a longer header is ignored. */
const MAX_RANGES = 20;

/**
 * The language that a browser prefers among ours, by its `Accept-Language` header (RFC 9110, 12.5.4):
 * the range with the highest quality, of which only the language counts, as in `fr-CA`. Undefined if it
 * accepts none of ours.
 */
export function preferredLanguage(acceptLanguage: string): WordingLanguage | undefined {
  const ranges = acceptLanguage
    .split(',', MAX_RANGES)
    .map((range) => /^\s*([a-z]{2})(?:-[\w-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(range))
    .flatMap((found) =>
      found ? [{ code: found[1]?.toLowerCase(), quality: Number(found[2] ?? 1) }] : [],
    )
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { code } of ranges) {
    const language = WORDING_LANGUAGES.find((one) => one === code);
    if (language !== undefined) return language;
  }
  return undefined;
}

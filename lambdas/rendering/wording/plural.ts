import type { WordingLanguage } from '../../domain/languages/wording-language';
import { LOCALES } from './locale';

/** The plural categories that each language distinguishes (Unicode CLDR, cardinal numbers). */
interface PluralCategories {
  en: 'one' | 'other';
  fr: 'one' | 'many' | 'other';
  de: 'one' | 'other';
  es: 'one' | 'many' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** One form for each category of the language. `#` stands for the number. */
export type PluralForms<L extends WordingLanguage> = Record<PluralCategories[L], string>;

const rules = new Map<WordingLanguage, Intl.PluralRules>();
const numbers = new Map<WordingLanguage, Intl.NumberFormat>();

/** E.g. `plural('en', 2, { one: '# briefing', other: '# briefings' })` is `2 briefings`. */
export function plural<L extends WordingLanguage>(
  language: L,
  count: number,
  forms: PluralForms<L>,
): string {
  const byCategory: Partial<Record<Intl.LDMLPluralRule, string>> = forms;
  const form = byCategory[rulesOf(language).select(count)] ?? byCategory.other ?? '';
  return form.replaceAll('#', formatNumber(language, count));
}

/** E.g. `1,200` in English and `1.200` in German. */
export function formatNumber(language: WordingLanguage, count: number): string {
  const cached = numbers.get(language) ?? new Intl.NumberFormat(LOCALES[language].tag);
  numbers.set(language, cached);
  return cached.format(count);
}

function rulesOf(language: WordingLanguage): Intl.PluralRules {
  const cached = rules.get(language) ?? new Intl.PluralRules(LOCALES[language].tag);
  rules.set(language, cached);
  return cached;
}

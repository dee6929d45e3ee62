import type { WordingLanguage } from '../../domain/languages/wording-language';
import { LOCALES } from './locale';

type ListType = 'conjunction' | 'disjunction';

/** A cache, because creating a formatter is slow and a digest formats hundreds of lists. */
const formats = new Map<string, Intl.ListFormat>();

/** E.g. `a, b and c` (conjunction) or `a, b or c` (disjunction). */
export function formatList(language: WordingLanguage, items: string[], type: ListType): string {
  const key = `${language} ${type}`;
  const format = formats.get(key) ?? new Intl.ListFormat(LOCALES[language].tag, { type });
  formats.set(key, format);
  return format.format(items);
}

import type { WordingLanguage } from '../../domain/languages/wording-language';
import { LOCALES } from './locale';

/** E.g. `a, b and c` (conjunction) or `a, b or c` (disjunction). */
export function formatList(
  language: WordingLanguage,
  items: string[],
  type: 'conjunction' | 'disjunction',
): string {
  return new Intl.ListFormat(LOCALES[language].tag, { type }).format(items);
}

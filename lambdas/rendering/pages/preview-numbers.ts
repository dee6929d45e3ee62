import type { WordingLanguage } from '../../domain/languages/wording-language';
import { LOCALES } from '../wording/locale';

/** A cache, because creating a formatter is slow and a preview has five weeks. */
const weeks = new Map<WordingLanguage, Intl.DateTimeFormat>();

/** E.g. `3–9 November`; `from` and `to` are days such as `2026-11-03`, in UTC. */
export function formatWeek(
  { from, to }: { from: string; to: string },
  language: WordingLanguage,
): string {
  const cached =
    weeks.get(language) ??
    new Intl.DateTimeFormat(LOCALES[language].tag, {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
  weeks.set(language, cached);
  return cached.formatRange(new Date(from), new Date(to));
}

/** E.g. `60%`, rounded to whole percents. */
export function formatShare(share: number, language: WordingLanguage): string {
  return new Intl.NumberFormat(LOCALES[language].tag, { style: 'percent' }).format(share);
}

import { LOCALES } from '../wording/locale';
import type { SiteView } from './page-views';

/** The day in full, as under a newspaper's name: `Wednesday 25 November 2026`. */
export function formatDateLine({
  now,
  timeZone,
  language,
}: Pick<SiteView, 'now' | 'timeZone' | 'language'>): string {
  const format = new Intl.DateTimeFormat(LOCALES[language].tag, { dateStyle: 'full', timeZone });
  return format.format(new Date(now));
}

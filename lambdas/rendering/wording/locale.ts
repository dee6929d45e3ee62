import type { WordingLanguage } from '../../domain/languages/wording-language';

interface Locale {
  /** The BCP 47 tag for dates, numbers and lists. */
  tag: string;
  direction: 'ltr' | 'rtl';
  /** The language's own name, for people who look for it. */
  name: string;
}

/** British English has the day before the month. Arabic digits stay Latin, as in most news online. */
export const LOCALES: Record<WordingLanguage, Locale> = {
  en: { tag: 'en-GB', direction: 'ltr', name: 'English' },
  fr: { tag: 'fr-FR', direction: 'ltr', name: 'Français' },
  de: { tag: 'de-DE', direction: 'ltr', name: 'Deutsch' },
  es: { tag: 'es-ES', direction: 'ltr', name: 'Español' },
  ar: { tag: 'ar-u-nu-latn', direction: 'rtl', name: 'العربية' },
};

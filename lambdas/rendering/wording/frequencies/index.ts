import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type FrequenciesWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const FREQUENCIES_WORDING: Record<WordingLanguage, FrequenciesWording> = {
  en,
  fr,
  de,
  es,
  ar,
};

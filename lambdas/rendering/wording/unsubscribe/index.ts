import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type UnsubscribeWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const UNSUBSCRIBE_WORDING: Record<WordingLanguage, UnsubscribeWording> = {
  en,
  fr,
  de,
  es,
  ar,
};

import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type SubscribingWording } from './en';
import { es } from './es';
import { fr } from './fr';

export type { SubscribingWording };
export const SUBSCRIBING_WORDING: Record<WordingLanguage, SubscribingWording> = {
  en,
  fr,
  de,
  es,
  ar,
};

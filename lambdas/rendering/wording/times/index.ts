import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type TimesWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const TIMES_WORDING: Record<WordingLanguage, TimesWording> = { en, fr, de, es, ar };

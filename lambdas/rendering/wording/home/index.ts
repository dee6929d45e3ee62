import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type HomeWording } from './en';
import { es } from './es';
import { fr } from './fr';

export type { HomeWording };
export const HOME_WORDING: Record<WordingLanguage, HomeWording> = { en, fr, de, es, ar };

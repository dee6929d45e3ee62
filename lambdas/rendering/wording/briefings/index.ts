import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type BriefingsWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const BRIEFINGS_WORDING: Record<WordingLanguage, BriefingsWording> = { en, fr, de, es, ar };

import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type ErrorsWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const ERRORS_WORDING: Record<WordingLanguage, ErrorsWording> = { en, fr, de, es, ar };

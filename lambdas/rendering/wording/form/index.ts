import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type FormWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const FORM_WORDING: Record<WordingLanguage, FormWording> = { en, fr, de, es, ar };

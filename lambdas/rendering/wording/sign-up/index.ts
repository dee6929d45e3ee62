import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type SignUpWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const SIGN_UP_WORDING: Record<WordingLanguage, SignUpWording> = { en, fr, de, es, ar };

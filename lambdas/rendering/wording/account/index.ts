import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type AccountWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const ACCOUNT_WORDING: Record<WordingLanguage, AccountWording> = { en, fr, de, es, ar };

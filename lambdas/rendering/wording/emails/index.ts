import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type EmailsWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const EMAILS_WORDING: Record<WordingLanguage, EmailsWording> = { en, fr, de, es, ar };

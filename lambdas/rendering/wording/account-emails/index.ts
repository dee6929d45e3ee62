import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type AccountEmailsWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const ACCOUNT_EMAILS_WORDING: Record<WordingLanguage, AccountEmailsWording> = {
  en,
  fr,
  de,
  es,
  ar,
};

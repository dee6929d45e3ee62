import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type EmailCommandsWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const EMAIL_COMMANDS_WORDING: Record<WordingLanguage, EmailCommandsWording> = {
  en,
  fr,
  de,
  es,
  ar,
};

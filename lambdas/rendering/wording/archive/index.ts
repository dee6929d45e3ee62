import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { type ArchiveWording, en } from './en';
import { es } from './es';
import { fr } from './fr';

export const ARCHIVE_WORDING: Record<WordingLanguage, ArchiveWording> = {
  en,
  fr,
  de,
  es,
  ar,
};

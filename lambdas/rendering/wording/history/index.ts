import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type HistoryWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const HISTORY_WORDING: Record<WordingLanguage, HistoryWording> = { en, fr, de, es, ar };

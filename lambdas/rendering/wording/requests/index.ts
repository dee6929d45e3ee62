import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type RequestsWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const REQUESTS_WORDING: Record<WordingLanguage, RequestsWording> = { en, fr, de, es, ar };

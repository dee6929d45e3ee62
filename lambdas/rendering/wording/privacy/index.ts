import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type PrivacyWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const PRIVACY_WORDING: Record<WordingLanguage, PrivacyWording> = { en, fr, de, es, ar };

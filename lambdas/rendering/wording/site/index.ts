import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type SiteWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const SITE_WORDING: Record<WordingLanguage, SiteWording> = { en, fr, de, es, ar };

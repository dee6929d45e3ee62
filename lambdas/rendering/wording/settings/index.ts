import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type SettingsWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const SETTINGS_WORDING: Record<WordingLanguage, SettingsWording> = { en, fr, de, es, ar };

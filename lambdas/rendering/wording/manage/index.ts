import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type ManageWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const MANAGE_WORDING: Record<WordingLanguage, ManageWording> = { en, fr, de, es, ar };

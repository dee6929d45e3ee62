import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type PreviewWording } from './en';
import { es } from './es';
import { fr } from './fr';

export type { PreviewWording };
export const PREVIEW_WORDING: Record<WordingLanguage, PreviewWording> = { en, fr, de, es, ar };

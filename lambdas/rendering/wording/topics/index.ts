import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type TopicsWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const TOPICS_WORDING: Record<WordingLanguage, TopicsWording> = { en, fr, de, es, ar };

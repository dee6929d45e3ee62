import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { ar } from './ar';
import { de } from './de';
import { en, type IssuesWording } from './en';
import { es } from './es';
import { fr } from './fr';

export const ISSUES_WORDING: Record<WordingLanguage, IssuesWording> = { en, fr, de, es, ar };

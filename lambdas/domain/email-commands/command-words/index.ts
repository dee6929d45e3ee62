import type { WordingLanguage } from '../../languages/wording-language';
import { ARABIC } from './ar';
import type { CommandWords } from './command-words';
import { GERMAN } from './de';
import { ENGLISH } from './en';
import { SPANISH } from './es';
import { FRENCH } from './fr';

/** The words of commands, by language. */
export const COMMAND_WORDS: Record<WordingLanguage, CommandWords> = {
  en: ENGLISH,
  fr: FRENCH,
  de: GERMAN,
  es: SPANISH,
  ar: ARABIC,
};

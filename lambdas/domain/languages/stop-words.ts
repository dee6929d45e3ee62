import { fold } from './characters';
import { LANGUAGES, type Language } from './language';
import ar from './stop-words/ar.json';
import de from './stop-words/de.json';
import en from './stop-words/en.json';
import es from './stop-words/es.json';
import fr from './stop-words/fr.json';
import it from './stop-words/it.json';
import nl from './stop-words/nl.json';
import pt from './stop-words/pt.json';
import ru from './stop-words/ru.json';
import tr from './stop-words/tr.json';

/**
 * Words too common to match on. A stop word takes up a position, so that the words around it keep
 * their distance in a phrase, but it is never looked up.
 */
const STOP_WORDS: Record<Language, readonly string[]> = { ar, de, en, es, fr, it, nl, pt, ru, tr };

const sets = new Map<Language, ReadonlySet<string>>();

/** Folds English and Arabic, whose words may be written with or without marks. */
const normalize = (word: string, language: Language): string =>
  language === 'ar' || language === 'en' ? fold(word) : word;

/** Whether `word`, in lower case, is a stop word of `language`. */
export function isStopWord(word: string, language: Language): boolean {
  return stopWordsOf(language).has(normalize(word, language));
}

function stopWordsOf(language: Language): ReadonlySet<string> {
  const cached = sets.get(language);
  if (cached) return cached;
  const words = new Set(STOP_WORDS[language].map((word) => normalize(word, language)));
  sets.set(language, words);
  return words;
}

let allLanguages: ReadonlySet<string> | undefined;

/** Whether a folded word is a stop word in any of our languages. */
export function isStopWordInAnyLanguage(surface: string): boolean {
  allLanguages ??= new Set(LANGUAGES.flatMap((language) => [...stopWordsOf(language)].map(fold)));
  return allLanguages.has(surface);
}

import { fold } from './characters';
import type { Language } from './language';
import { stemOf } from './stemming';
import { isStopWord } from './stop-words';
import { WORD } from './word-list';

/** The forms of a word that topics are matched against. */
export interface Lexeme {
  /** The word as written, folded. Topics in other languages match this form. */
  surface: string;
  /** The stem in the word's own language, or the surface if it is not stemmed. Empty for a stop word. */
  stem: string;
}

const MAX_CACHED_WORDS = 200_000;

/** Caches the lexemes of a language, since most words of a text have been seen before. */
class Lexicon {
  private words = new Map<string, Lexeme>();
  private plain = new Map<string, Lexeme>();

  constructor(private readonly language: Language | 'other') {}

  lexemeOf(written: string, kind: number): Lexeme {
    const cache = kind === WORD ? this.words : this.plain;
    const cached = cache.get(written);
    if (cached) return cached;
    const lexeme = kind === WORD ? this.analyzeWord(written) : this.foldOnly(written);
    if (cache.size >= MAX_CACHED_WORDS) cache.clear();
    cache.set(written, lexeme);
    return lexeme;
  }

  private foldOnly(written: string): Lexeme {
    const surface = fold(written);
    return { surface, stem: surface };
  }

  private analyzeWord(written: string): Lexeme {
    const { language } = this;
    if (language === 'other') return this.foldOnly(written);
    const lower = lowerCase(written, language);
    const surface = fold(lower);
    if (isStopWord(lower, language)) return { surface, stem: '' };
    return { surface, stem: stemOf(lower, language) };
  }
}

function lowerCase(written: string, language: Language): string {
  const composed = written.normalize('NFC');
  return language === 'tr' ? composed.toLocaleLowerCase('tr') : composed.toLowerCase();
}

const lexicons = new Map<string, Lexicon>();

/** The lexeme of a word as written in a text in `language`. Only words of kind `WORD` are stemmed. */
export function lexemeOf(written: string, kind: number, language: Language | 'other'): Lexeme {
  let lexicon = lexicons.get(language);
  if (!lexicon) {
    lexicon = new Lexicon(language);
    lexicons.set(language, lexicon);
  }
  return lexicon.lexemeOf(written, kind);
}

import { fold } from './characters';
import type { Language } from './language';
import { stemOf } from './stemming';
import { isStopWord } from './stop-words';
import { WORD } from './word-list';

/** What a word of a text counts as. */
export interface Lexeme {
  /** As written, folded: what topics in other languages meet it by. */
  surface: string;
  /** In its own language: the stem, or the surface of what is not stemmed. Empty for a stop word. */
  stem: string;
}

const REMEMBERED = 200_000;

/** Remembers what each word of a language counts as; words repeat far more often than they are new. */
class Lexicon {
  private words = new Map<string, Lexeme>();
  private plain = new Map<string, Lexeme>();

  constructor(private readonly language: Language | 'other') {}

  lexemeOf(written: string, kind: number): Lexeme {
    const known = kind === WORD ? this.words : this.plain;
    const remembered = known.get(written);
    if (remembered) return remembered;
    const made = kind === WORD ? this.makeWord(written) : this.makePlain(written);
    if (known.size >= REMEMBERED) known.clear();
    known.set(written, made);
    return made;
  }

  private makePlain(written: string): Lexeme {
    const surface = fold(written);
    return { surface, stem: surface };
  }

  private makeWord(written: string): Lexeme {
    const { language } = this;
    if (language === 'other') return this.makePlain(written);
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

/** What `written`, a word of the given kind as it stands in a text, counts as in `language`. */
export function lexemeOf(written: string, kind: number, language: Language | 'other'): Lexeme {
  let lexicon = lexicons.get(language);
  if (!lexicon) {
    lexicon = new Lexicon(language);
    lexicons.set(language, lexicon);
  }
  return lexicon.lexemeOf(written, kind);
}

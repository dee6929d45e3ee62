import { fold } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import { type Lexeme, lexemeOf } from '../languages/lexemes';
import { readWords } from '../languages/read-words';
import { WordList } from '../languages/word-list';
import type { Phrase, PhraseWord, Scope } from './expression';

/** Matches any one word, in a typed phrase and in a printed one. */
const GAP = '*';

/** Between quotation marks, a star on its own matches any one word. */
const STANDALONE_STAR = /(?:^|\s)\*(?=\s|$)/;

/**
 * Parses a phrase; undefined if the text has no words or only stop words. As in PostgreSQL, stop words
 * between other words count towards the distance between them.
 */
export function readPhrase(
  text: string,
  language: TopicLanguage,
  scope: Scope,
): Phrase | undefined {
  if (text.length > MAX_CACHED_PHRASE_LENGTH || text.includes(' ')) {
    return parsePhrase(text, language, scope);
  }
  const cache = phraseCacheOf(language, scope);
  const cached = cache.get(text);
  if (cached) return cached;
  const phrase = parsePhrase(text, language, scope);
  if (cache.size >= MAX_CACHED_PHRASES) cache.clear();
  if (phrase) cache.set(text, phrase);
  return phrase;
}

/** The same names occur in very many topics, so each is parsed once. By language and scope. */
const phraseCaches = new Map<TopicLanguage, Record<Scope, Map<string, Phrase>>>();
const MAX_CACHED_PHRASES = 50_000;
const MAX_CACHED_PHRASE_LENGTH = 40;

function phraseCacheOf(language: TopicLanguage, scope: Scope): Map<string, Phrase> {
  let byScope = phraseCaches.get(language);
  if (!byScope) {
    byScope = { text: new Map(), title: new Map(), source: new Map() };
    phraseCaches.set(language, byScope);
  }
  return byScope[scope];
}

function parsePhrase(text: string, language: TopicLanguage, scope: Scope): Phrase | undefined {
  const places = placesOf(text, language);
  const words = wordsWithOffsets(places);
  if (words.length === 0) return undefined;
  return { type: 'phrase', scope, words, written: writtenFormOf(places) };
}

interface Place {
  lexeme: Lexeme;
  /** The folded text to print; empty for a part of the compound before it. */
  written: string;
}

const stopWord: Place = { lexeme: { surface: '', stem: '' }, written: GAP };

function placesOf(text: string, language: TopicLanguage): Place[] {
  const places: Place[] = [];
  for (const [index, piece] of text.split(STANDALONE_STAR).entries()) {
    if (index > 0) places.push(stopWord);
    places.push(...placesOfPiece(piece, language));
  }
  return places;
}

/** Reused for every phrase. */
const words = new WordList();

function placesOfPiece(piece: string, language: TopicLanguage): Place[] {
  words.clear();
  readWords(piece, words);
  const places: Place[] = [];
  let readTo = 0;
  for (let at = 0; at < words.count; at++) {
    const start = words.starts[at] ?? 0;
    const end = words.ends[at] ?? 0;
    const lexeme = lexemeOf(piece.slice(start, end), words.kinds[at] ?? 0, languageFor(language));
    const partOfCompound = start < readTo;
    if (lexeme.stem === '') places.push(partOfCompound ? { ...stopWord, written: '' } : stopWord);
    else places.push({ lexeme, written: partOfCompound ? '' : fold(piece.slice(start, end)) });
    readTo = Math.max(readTo, end);
  }
  return places;
}

const languageFor = (language: TopicLanguage) => (language === 'any' ? 'other' : language);

function wordsWithOffsets(places: readonly Place[]): PhraseWord[] {
  const first = places.findIndex(({ lexeme }) => lexeme.stem !== '');
  return places.flatMap(({ lexeme }, index) =>
    lexeme.stem === '' ? [] : [{ ...lexeme, offset: index - first }],
  );
}

function writtenFormOf(places: readonly Place[]): string {
  const written = places.map((place) => place.written).filter((word) => word !== '');
  const first = written.findIndex((word) => word !== GAP);
  const last = written.findLastIndex((word) => word !== GAP);
  return written.slice(first, last + 1).join(' ');
}

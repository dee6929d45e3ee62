import { editDistance } from '../edit-distance';
import type { Frequency } from '../frequency';
import { fold } from '../languages/characters';
import { WORDING_LANGUAGES, type WordingLanguage } from '../languages/wording-language';
import { COMMAND_WORDS } from './command-words';
import type { EmailCommand, ReadCommand } from './email-command';
import { KEYWORDS, type Keyword } from './keyword';
import { readPauseDate, readPauseLength } from './pause-end';

/** In characters. No command is longer: an expression has at most 300. */
const MAX_LINE_LENGTH = 1000;

/**
 * Reads one line of an email, or its subject, as a command in any of our languages. Where a word means the
 * same command in several, as `pause` does, `preferred` is the language of the answer. Never throws.
 */
export function readCommand(line: string, preferred: WordingLanguage): ReadCommand {
  if (line.length > MAX_LINE_LENGTH) return { outcome: 'no-command' };
  const words = onceIfRepeated(withoutCourtesies(wordsOf(line)));
  if (isOrdinarySentence(words)) return { outcome: 'no-command' };
  const exact = readWith(words, openingsOf(words, preferred));
  if (exact.outcome !== 'no-command') return exact;
  const withVerbAtEnd = readVerbAtEnd(words);
  if (withVerbAtEnd) return withVerbAtEnd;
  const nearest = nearestKeyword(words[0] ?? '', preferred);
  if (!nearest) return exact;
  const misspelled: ReadCommand = { outcome: 'misspelled', ...nearest.meaning };
  if (!nearest.isCertain) return misspelled;
  const read = readWith(words, [{ ...nearest.meaning, length: 1 }]);
  return leavesEverything(read) && !nearest.isUnmistakable ? misspelled : read;
}

function leavesEverything(read: ReadCommand): boolean {
  return (
    read.outcome === 'command' &&
    read.command.kind === 'unfollow' &&
    read.command.expression === undefined
  );
}

/** The line's words, without a bullet, emphasis or quotation marks around the whole line. */
function wordsOf(line: string): string[] {
  const text = line
    .normalize('NFC')
    // Soft hyphens, bidirectional controls, zero-width characters and the byte order mark.
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[’‘`´]/g, "'")
    .trim()
    .replace(/^(?:[-–—•·*]|\d\.)\s+/, '');
  const wrapped = /^[“"„«'*_](.*)[”"“»'*_]$/.exec(text)?.[1];
  const isOneQuote = wrapped !== undefined && !/["“”„«»]/.test(wrapped);
  const words = (isOneQuote ? wrapped : text).split(/\s+/).filter((word) => word !== '');
  return words.reduce<string[]>(joinPunctuation, []);
}

/** French has a space before `!`, `?` and `:`. */
function joinPunctuation(words: string[], word: string): string[] {
  const before = words.at(-1);
  return before !== undefined && /^[.,:;!?،؛؟…]+$/.test(word)
    ? [...words.slice(0, -1), before + word]
    : [...words, word];
}

/** No keyword is longer, with its punctuation. */
const MAX_COMPARED_LENGTH = 60;

/**
 * A word as keywords are compared: folded, without punctuation around it, and with the usual form of full-width
 * letters and of Arabic letters as old programs write them.
 */
function comparable(word: string): string {
  if (word.length > MAX_COMPARED_LENGTH) return word;
  return fold(word.normalize('NFKC')).replace(/^[¿¡]+(?=.)|(?<=.)[.,:;!?،؛؟…]+$/g, '');
}

/** Removes `please` and similar phrases from both ends. */
function withoutCourtesies(words: readonly string[]): string[] {
  let rest = [...words];
  for (let length = -1; length !== rest.length; ) {
    length = rest.length;
    rest = withoutCourtesy(rest);
  }
  return rest;
}

function withoutCourtesy(words: string[]): string[] {
  for (const language of WORDING_LANGUAGES) {
    for (const phrase of COMMAND_WORDS[language].please) {
      const length = phrase.split(' ').length;
      if (startsWith(words, phrase)) return words.slice(length);
      if (words.length > length && startsWith(words.slice(-length), phrase))
        return words.slice(0, -length);
    }
  }
  return words;
}

/** `STOP STOP STOP` is `STOP`. */
function onceIfRepeated(words: string[]): string[] {
  return new Set(words.map(comparable)).size === 1 ? words.slice(0, 1) : words;
}

/** `Follow up on our meeting` follows nothing. */
function isOrdinarySentence(words: readonly string[]): boolean {
  return WORDING_LANGUAGES.some((language) =>
    COMMAND_WORDS[language].notCommands.some((phrase) => startsWith(words, phrase)),
  );
}

function startsWith(words: readonly string[], phrase: string): boolean {
  return phrase.split(' ').every((word, at) => fold(word) === comparable(words[at] ?? ''));
}

interface Meaning {
  keyword: Keyword;
  language: WordingLanguage;
}

/** A keyword that the line begins with, and how many words it has. */
type Opening = Meaning & { length: number };

/** The longest keywords that the line begins with: `stop` may be one in two languages. */
function openingsOf(words: readonly string[], preferred: WordingLanguage): Opening[] {
  const all = inOrder(preferred).flatMap((language) =>
    KEYWORDS.flatMap((keyword) =>
      COMMAND_WORDS[language].keywords[keyword]
        .filter((phrase) => startsWith(words, phrase))
        .map((phrase) => ({ keyword, language, length: phrase.split(' ').length })),
    ),
  );
  const longest = Math.max(...all.map(({ length }) => length));
  return all.filter(({ length }) => length === longest);
}

function inOrder(preferred: WordingLanguage): WordingLanguage[] {
  return [preferred, ...WORDING_LANGUAGES.filter((language) => language !== preferred)];
}

/** The first opening that gives a whole command, or else the first that lacks something. */
function readWith(words: readonly string[], openings: readonly Opening[]): ReadCommand {
  const read = openings.map((opening) => interpret(opening, words.slice(opening.length)));
  return (
    read.find(({ outcome }) => outcome === 'command') ??
    read.find(({ outcome }) => outcome === 'incomplete') ?? { outcome: 'no-command' }
  );
}

/** A longer line is a sentence rather than a topic and a verb. */
const MAX_WORDS_BEFORE_VERB = 4;

/** German has the verb after the topic: `Gaza Hilfe abonnieren`. */
function readVerbAtEnd(words: readonly string[]): ReadCommand | undefined {
  const topic = words.slice(0, -1);
  if (topic.length === 0 || topic.length > MAX_WORDS_BEFORE_VERB) return undefined;
  const verb = comparable(words.at(-1) ?? '');
  for (const language of WORDING_LANGUAGES) {
    for (const keyword of ['follow', 'unfollow'] as const) {
      if (COMMAND_WORDS[language].verbsAtEnd?.[keyword] === verb)
        return interpret({ keyword, language }, topic);
    }
  }
  return undefined;
}

function interpret({ keyword, language }: Meaning, rest: readonly string[]): ReadCommand {
  const done = (command: EmailCommand): ReadCommand => ({ outcome: 'command', command, language });
  switch (keyword) {
    case 'follow': {
      const expression = withoutFiller(rest, language, 'follow').join(' ');
      return expression === ''
        ? { outcome: 'incomplete', keyword, language }
        : done({ kind: 'follow', expression });
    }
    case 'instant':
    case 'daily':
    case 'weekly':
    case 'monthly':
      return done(setFrequency(keyword, rest));
    case 'unfollow':
      return done(unfollow(withoutFiller(rest, language, 'unfollow'), language));
    case 'pause': {
      const until = pauseEndIn(rest, language);
      return until ? done({ kind: 'pause', until }) : { outcome: 'incomplete', keyword, language };
    }
    case 'list':
    case 'resume':
    case 'mute':
    case 'why':
    case 'help':
      // `List of questions` is no command.
      return rest.length === 0 ? done({ kind: keyword }) : { outcome: 'no-command' };
    default:
      return keyword satisfies never;
  }
}

function setFrequency(frequency: Frequency, rest: readonly string[]): EmailCommand {
  const kind = 'set-frequency';
  return rest.length === 0 ? { kind, frequency } : { kind, frequency, expression: rest.join(' ') };
}

function unfollow(rest: readonly string[], language: WordingLanguage): EmailCommand {
  const isEverything = COMMAND_WORDS[language].everything.some(
    (phrase) => phrase.split(' ').length === rest.length && startsWith(rest, phrase),
  );
  return rest.length === 0 || isEverything
    ? { kind: 'unfollow' }
    : { kind: 'unfollow', expression: rest.join(' ') };
}

/** Without `to` in `subscribe to Gaza aid`, unless nothing would be left. */
function withoutFiller(
  rest: readonly string[],
  language: WordingLanguage,
  keyword: 'follow' | 'unfollow',
): readonly string[] {
  return dropOne(rest, COMMAND_WORDS[language].fillers[keyword] ?? []) ?? rest;
}

/** The words after the longest of the phrases; undefined if they begin with none, or with nothing else. */
function dropOne(words: readonly string[], phrases: readonly string[]): string[] | undefined {
  const lengths = phrases
    .filter((phrase) => startsWith(words, phrase))
    .map((phrase) => phrase.split(' ').length);
  const longest = Math.max(0, ...lengths);
  return longest === 0 || longest >= words.length ? undefined : words.slice(longest);
}

function pauseEndIn(rest: readonly string[], language: WordingLanguage) {
  const { until, during } = COMMAND_WORDS[language];
  const date = dropOne(rest, until);
  if (date) return readPauseDate(date.map(comparable).join(' '), language);
  const length = (dropOne(rest, during) ?? rest).map(comparable).join(' ');
  return readPauseLength(length, language) ?? readPauseDate(length, language);
}

/** Shorter words have too many neighbours to be sure which is meant. */
const MIN_CERTAIN_LENGTH = 5;
/** A longer word may have two letters wrong. */
const MIN_LENGTH_FOR_TWO_TYPOS = 8;
const MIN_SUGGESTED_LENGTH = 3;

/** The keyword of one word that `typed` is a misspelling of: one letter or two are wrong. */
function nearestKeyword(
  typed: string,
  preferred: WordingLanguage,
): { meaning: Meaning; isCertain: boolean; isUnmistakable: boolean } | undefined {
  const word = comparable(typed);
  if (word.length < MIN_SUGGESTED_LENGTH || word.length > MAX_KEYWORD_LENGTH + 2) return undefined;
  let nearest: { meaning: Meaning; distance: number; phrase: string } | undefined;
  for (const language of inOrder(preferred)) {
    for (const keyword of KEYWORDS) {
      for (const phrase of COMMAND_WORDS[language].keywords[keyword]) {
        if (phrase.includes(' ') || phrase.length < MIN_SUGGESTED_LENGTH) continue;
        const distance = editDistance(word, fold(phrase));
        // Spelled rightly, but followed by words that make it no command.
        if (distance === 0) return undefined;
        const max = phrase.length >= MIN_LENGTH_FOR_TWO_TYPOS ? 2 : 1;
        if (distance > max || (nearest && nearest.distance <= distance)) continue;
        nearest = { meaning: { keyword, language }, distance, phrase: fold(phrase) };
      }
    }
  }
  return (
    nearest && {
      meaning: nearest.meaning,
      isCertain: word.length >= MIN_CERTAIN_LENGTH,
      // `Cancer`, `Arrest` and `ankündigen` are words of their own, near to words that leave everything.
      isUnmistakable:
        nearest.phrase.length >= MIN_LENGTH_FOR_TWO_TYPOS && nearest.phrase[0] === word[0],
    }
  );
}

const MAX_KEYWORD_LENGTH = Math.max(
  ...WORDING_LANGUAGES.flatMap((language) =>
    Object.values(COMMAND_WORDS[language].keywords).flatMap((phrases) =>
      phrases.map(({ length }) => length),
    ),
  ),
);

import { DIGIT, kindAt, LETTER, MARK } from './characters';
import { NONE } from './none';
import { PLAIN, WORD, type WordList } from './word-list';

/**
 * Hyphenated words. Like PostgreSQL, we read `al-Sudani` as the compound followed by each of its
 * parts, so that a search for the whole or for a part finds it. Positions are the same.
 */

const isLetter = (text: string, at: number): boolean => (kindAt(text, at) & LETTER) !== 0;
const isDigit = (text: string, at: number): boolean => (kindAt(text, at) & DIGIT) !== 0;
const isWordCharacter = (text: string, at: number): boolean =>
  (kindAt(text, at) & (LETTER | DIGIT | MARK)) !== 0;
const isLetterOrMark = (text: string, at: number): boolean =>
  (kindAt(text, at) & (LETTER | MARK)) !== 0;

export interface Compound {
  end: number;
  kind: number;
}

/** The compound that continues with the hyphen at `hyphen`. `plain` is the kind of its first part. */
export function readCompound(text: string, hyphen: number, plain: boolean): Compound | undefined {
  let found: Compound | undefined;
  let kind = plain ? PLAIN : WORD;
  let at = hyphen;
  while (text[at] === '-') {
    const next = afterPartStart(text, at + 1);
    if (next === NONE) break;
    if (isDigit(text, at + 1)) kind = PLAIN;
    for (at = next; isWordCharacter(text, at); at++) if (isDigit(text, at)) kind = PLAIN;
    found = { end: at, kind };
  }
  return found;
}

/** The index after the first letter of a part, which digits may precede, or `NONE`. */
function afterPartStart(text: string, from: number): number {
  if (isLetter(text, from)) return from + 1;
  let at = from;
  while (isDigit(text, at)) at++;
  return at > from && isLetterOrMark(text, at) ? at + 1 : NONE;
}

/** Adds the parts of the compound that starts at `start`, and returns its end. */
export function pushParts(text: string, start: number, words: WordList): number {
  let at = start;
  for (;;) {
    const next = afterPartStart(text, at);
    if (next !== NONE) at = pushPart(text, at, next, words);
    else if (text[at] === '-' && isWordCharacter(text, at + 1)) at++;
    else return at;
  }
}

function pushPart(text: string, start: number, from: number, words: WordList): number {
  let kind = isDigit(text, start) ? PLAIN : WORD;
  let at = from;
  for (; isWordCharacter(text, at); at++) if (isDigit(text, at)) kind = PLAIN;
  words.push(start, at, kind);
  return at;
}

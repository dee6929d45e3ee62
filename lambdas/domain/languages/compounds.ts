import { DIGIT, kindAt, LETTER, MARK } from './characters';
import { NONE } from './none';
import { PLAIN, WORD, type WordList } from './word-list';

/**
 * Hyphenated words. PostgreSQL reads `al-Sudani` as the compound and then each of its parts, so
 * that it is found by the whole and by a part; so do we, in the same positions.
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

/** The compound that goes on with the hyphen at `hyphen`, after a word that is `plain` or not. */
export function readCompound(text: string, hyphen: number, plain: boolean): Compound | undefined {
  let found: Compound | undefined;
  let kind = plain ? PLAIN : WORD;
  let at = hyphen;
  while (text[at] === '-') {
    const begun = partStart(text, at + 1);
    if (begun === NONE) break;
    if (isDigit(text, at + 1)) kind = PLAIN;
    for (at = begun; isWordCharacter(text, at); at++) if (isDigit(text, at)) kind = PLAIN;
    found = { end: at, kind };
  }
  return found;
}

/** A part begins with a letter, or with digits that letters follow. */
function partStart(text: string, from: number): number {
  if (isLetter(text, from)) return from + 1;
  let at = from;
  while (isDigit(text, at)) at++;
  return at > from && isLetterOrMark(text, at) ? at + 1 : NONE;
}

/** Writes the parts of a compound that begins at `start`; returns where reading goes on. */
export function pushParts(text: string, start: number, words: WordList): number {
  let at = start;
  for (;;) {
    const begun = partStart(text, at);
    if (begun !== NONE) at = pushPart(text, at, begun, words);
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

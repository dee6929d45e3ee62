/**
 * What a character is to the reader of words, and what it is folded to.
 *
 * Texts are read one UTF-16 unit at a time. Folding maps one unit to one unit, so that a place in
 * the folded text is the same place in the text that a person wrote. Tables are made a page of 256
 * units at a time, when a text first needs that page: making all of them would take longer than
 * matching the first briefing.
 */
export const LETTER = 1;
export const DIGIT = 2;
export const ASCII_LETTER = 4;
export const SPACE = 8;
/** A combining mark or vowel sign: never begins a word and never ends one. */
export const MARK = 16;
/** Belongs to a script that writes its words without spaces between them. */
export const UNSPACED = 32;

/** What a mark is folded to: it is left out of the folded word. */
export const DROPPED = 0;

const PAGE = 256;
const PAGES_OF_UNICODE = 0x110000 / PAGE;
const PAGES_OF_UNITS = 0x10000 / PAGE;
const kindPages: (Uint8Array | undefined)[] = new Array(PAGES_OF_UNICODE);
const foldPages: (Uint16Array | undefined)[] = new Array(PAGES_OF_UNITS);

const UNSPACED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Letters whose plain form is not their Unicode decomposition. */
const PLAIN_LETTERS = new Map(
  Object.entries({
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ı: 'i',
    ł: 'l',
    ø: 'o',
    ŧ: 't',
    ſ: 's',
    // Arabic: forms of alef, hamza on its seat, final yeh and teh marbuta are written either way.
    أ: 'ا',
    إ: 'ا',
    آ: 'ا',
    ٱ: 'ا',
    ى: 'ي',
    ی: 'ي',
    ئ: 'ي',
    ؤ: 'و',
    ة: 'ه',
    ک: 'ك',
    // Russian: the dots of yo are left out in most print; short i is a letter of its own.
    ё: 'е',
    й: 'й',
  }),
);
const TATWEEL = 0x640;

function kindOfCharacter(character: string): number {
  if (/\p{Alphabetic}|\p{Nd}/u.test(character)) {
    const letter = /[a-z]/i.test(character) && character < '\x80' ? LETTER | ASCII_LETTER : LETTER;
    if (/[0-9]/.test(character)) return DIGIT;
    return UNSPACED_SCRIPTS.test(character) ? letter | UNSPACED : letter;
  }
  if (/\p{M}/u.test(character)) return UNSPACED_SCRIPTS.test(character) ? MARK | UNSPACED : MARK;
  return /\s/.test(character) ? SPACE : 0;
}

function foldedUnit(unit: number): number {
  if (unit === TATWEEL) return DROPPED;
  const character = String.fromCharCode(unit);
  if (/\p{Mn}/u.test(character) && !UNSPACED_SCRIPTS.test(character)) return DROPPED;
  const lower = character.toLowerCase();
  const plain = PLAIN_LETTERS.get(lower);
  if (plain !== undefined) return plain.charCodeAt(0);
  const base = lower.normalize('NFKD').charAt(0);
  const whole = /^\p{L}\p{M}+$/u.test(lower.normalize('NFD'));
  const chosen = whole || lower.length > 1 ? base : lower;
  return chosen.charCodeAt(0);
}

function makeKindPage(page: number): Uint8Array {
  const kinds = Uint8Array.from({ length: PAGE }, (_, low) =>
    kindOfCharacter(String.fromCodePoint(page * PAGE + low)),
  );
  kindPages[page] = kinds;
  return kinds;
}

function kindOfCode(code: number): number {
  const page = kindPages[code >> 8] ?? makeKindPage(code >> 8);
  return page[code & 255] ?? 0;
}

function makeFoldPage(page: number): Uint16Array {
  const folds = Uint16Array.from({ length: PAGE }, (_, low) => foldedUnit(page * PAGE + low));
  foldPages[page] = folds;
  return folds;
}

const ASCII_KINDS = makeKindPage(0).subarray(0, 128);

/** The kind of the character at `at`, as the flags above; 0 for anything else and past the end. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (ASCII_KINDS[unit] ?? 0) : kindBeyondAscii(text, at, unit);
}

/** Whether a UTF-16 unit is one of a to z, A to Z: bit 0x20 is all that parts the cases. */
export const isAsciiLetterUnit = (unit: number): boolean => ((unit | 0x20) - 0x61) >>> 0 < 26;

/** The kind of half a pair is the kind of the whole character, so that no pair is ever split. */
function kindBeyondAscii(text: string, at: number, unit: number): number {
  if (Number.isNaN(unit)) return 0;
  if (unit < 0xd800 || unit > 0xdfff) return kindOfCode(unit);
  const start = unit < 0xdc00 ? at : at - 1;
  const code = start < 0 ? 0 : (text.codePointAt(start) ?? 0);
  return code < 0x10000 ? 0 : kindOfCode(code);
}

/** The folded form of one unit: lower case, without accent; `DROPPED` for a mark. */
export function foldUnit(unit: number): number {
  const page = foldPages[unit >> 8] ?? makeFoldPage(unit >> 8);
  return page[unit & 255] ?? unit;
}

/** `text` in lower case and without accents: `Erdoğan` and `erdogan` are the same word. */
export function fold(text: string): string {
  let folded = '';
  let unchangedFrom = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const to = foldUnit(unit);
    if (to === unit) continue;
    folded += text.slice(unchangedFrom, at);
    if (to !== DROPPED) folded += String.fromCharCode(to);
    unchangedFrom = at + 1;
  }
  return unchangedFrom === 0 ? text : folded + text.slice(unchangedFrom);
}

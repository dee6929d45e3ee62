/**
 * Character classes for the tokenizer, and case and accent folding.
 *
 * Texts are read one UTF-16 code unit at a time. Lookup tables are created in pages of 256 characters
 * when a text first needs them: creating all of them would take longer than matching a briefing.
 */
export const LETTER = 1;
export const DIGIT = 2;
export const ASCII_LETTER = 4;
export const SPACE = 8;
/** A combining mark or vowel sign. It continues a word but does not start one. */
export const MARK = 16;
/** Part of a script that is written without spaces between words. */
export const UNSPACED = 32;

/** The folded form of a mark, which folded words leave out. */
export const DROPPED = 0;

const PAGE_SIZE = 256;
const UNICODE_PAGES = 0x110000 / PAGE_SIZE;
const UTF16_PAGES = 0x10000 / PAGE_SIZE;
const kindPages: (Uint8Array | undefined)[] = new Array(UNICODE_PAGES);
const foldPages: (Uint16Array | undefined)[] = new Array(UTF16_PAGES);

const UNSPACED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether the text has characters of a script that is written without spaces between words. */
export const hasUnspacedScript = (text: string): boolean => UNSPACED_SCRIPTS.test(text);

/** Letters whose folded form is not their Unicode decomposition. */
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
    // Arabic spelling varies for alef, hamza, final yeh and teh marbuta.
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
    // Russian: most texts print yo without its dots. Short i is a separate letter, so it keeps its mark.
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

function createKindPage(page: number): Uint8Array {
  const kinds = Uint8Array.from({ length: PAGE_SIZE }, (_, low) =>
    kindOfCharacter(String.fromCodePoint(page * PAGE_SIZE + low)),
  );
  kindPages[page] = kinds;
  return kinds;
}

function kindOfCode(code: number): number {
  const page = kindPages[code >> 8] ?? createKindPage(code >> 8);
  return page[code & 255] ?? 0;
}

function createFoldPage(page: number): Uint16Array {
  const folds = Uint16Array.from({ length: PAGE_SIZE }, (_, low) =>
    foldedUnit(page * PAGE_SIZE + low),
  );
  foldPages[page] = folds;
  return folds;
}

const ASCII_KINDS = createKindPage(0).subarray(0, 128);

/** The flags of the character at `at`; 0 for other characters and beyond the end of the text. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (ASCII_KINDS[unit] ?? 0) : kindBeyondAscii(text, at, unit);
}

/** Whether a UTF-16 code unit is one of a to z or A to Z, which differ in bit 0x20 only. */
export const isAsciiLetterUnit = (unit: number): boolean => ((unit | 0x20) - 0x61) >>> 0 < 26;

/** Half a surrogate pair has the kind of the whole character, so that no pair is split. */
function kindBeyondAscii(text: string, at: number, unit: number): number {
  if (Number.isNaN(unit)) return 0;
  if (unit < 0xd800 || unit > 0xdfff) return kindOfCode(unit);
  const start = unit < 0xdc00 ? at : at - 1;
  const code = start < 0 ? 0 : (text.codePointAt(start) ?? 0);
  return code < 0x10000 ? 0 : kindOfCode(code);
}

/** The folded form of one code unit: lower case, without accents. `DROPPED` for a mark. */
export function foldUnit(unit: number): number {
  const page = foldPages[unit >> 8] ?? createFoldPage(unit >> 8);
  return page[unit & 255] ?? unit;
}

/** `text` in lower case and without accents, so that `Erdoğan` and `erdogan` are the same word. */
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

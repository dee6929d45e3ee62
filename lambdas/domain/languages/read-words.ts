import { type Address, AddressReader } from './addresses';
import {
  ASCII_LETTER,
  DIGIT,
  isAsciiLetterUnit,
  kindAt,
  LETTER,
  MARK,
  SPACE,
  UNSPACED,
} from './characters';
import { pushParts, readCompound } from './compounds';
import { entityEnd, MarkupReader } from './markup';
import { NONE } from './none';
import { decimalsEnd, digitsEnd, exponentEnd, signedNumberEnd } from './numbers';
import { PathReader, urlPathEnd } from './paths';
import { segmentWords } from './unspaced-words';
import { PLAIN, RUN, WORD, type WordList } from './word-list';

/** Like PostgreSQL, we leave out longer words, without a position. It counts bytes, we UTF-16 units. */
const MAX_WORD_LENGTH = 2046;

const LESS_THAN = 0x3c;
/** The code units of signs that may start a word: `-`, `+`, `&` and `/`. */
const WORD_STARTING_SIGNS = [0x2d, 0x2b, 0x26, 0x2f];

/**
 * Tokenizes `text` and adds its words to `words`, in the order and at the positions that PostgreSQL's
 * default text search parser gives them: https://www.postgresql.org/docs/15/textsearch-parsers.html.
 * Takes linear time for any text.
 */
export function readWords(text: string, words: WordList): void {
  new WordReader(text, words).readAll();
}

class WordReader {
  private readonly markup: MarkupReader;
  private readonly addresses: AddressReader;
  private readonly paths: PathReader;

  constructor(
    private readonly text: string,
    private readonly words: WordList,
  ) {
    this.markup = new MarkupReader(text);
    this.addresses = new AddressReader(text);
    this.paths = new PathReader(text);
  }

  readAll(): void {
    let at = 0;
    while (at < this.text.length) at = this.readOne(at);
  }

  /** Reads the token or gap at `start` and returns where the next one starts. */
  private readOne(start: number): number {
    const { text, markup } = this;
    if (text.charCodeAt(start) === LESS_THAN) {
      const end = markup.tagEnd(start);
      if (end !== NONE) return end;
    }
    if (markup.insideIgnored) return this.gapEnd(start + 1);
    const kind = kindAt(text, start);
    if (kind & ASCII_LETTER) return this.readAsciiWord(start);
    if (kind & SPACE) return this.gapEnd(start + 1);
    if (kind & LETTER) return this.readLetters(start, start);
    if (kind & DIGIT) return this.readNumber(start);
    return this.readSign(start);
  }

  private readSign(start: number): number {
    const { text } = this;
    switch (text[start]) {
      case '-':
      case '+':
        return this.readSignedNumber(start);
      case '&':
        return this.skipTo(entityEnd(text, start), start);
      case '/':
        return this.pushTo(this.paths.pathEnd(start), start);
      case '~':
        return this.pushTo(this.paths.homePathEnd(start), start);
      case '.':
        return this.pushTo(this.paths.dottedPathEnd(start), start);
      default:
        return this.gapEnd(start + 1);
    }
  }

  private skipTo(end: number, start: number): number {
    return end === NONE ? this.gapEnd(start + 1) : end;
  }

  private pushTo(end: number, start: number): number {
    return end === NONE ? this.gapEnd(start + 1) : this.push(start, end, RUN);
  }

  /** The end of a gap between words: the next character that could start a token. */
  private gapEnd(from: number): number {
    const { text, markup } = this;
    let at = from;
    for (; at < text.length; at++) {
      const kind = kindAt(text, at);
      if (kind & SPACE) continue;
      const unit = text.charCodeAt(at);
      if (unit === LESS_THAN) return at;
      if (markup.insideIgnored) continue;
      if (kind & (LETTER | DIGIT) || WORD_STARTING_SIGNS.includes(unit)) return at;
    }
    return at;
  }

  private push(start: number, end: number, kind: number): number {
    if (end - start <= MAX_WORD_LENGTH) this.words.push(start, end, kind);
    return end;
  }

  private readAsciiWord(start: number): number {
    const { text } = this;
    let at = start + 1;
    while (isAsciiLetterUnit(text.charCodeAt(at))) at++;
    const kind = kindAt(text, at);
    // Most words end at a space, so check that first.
    if (kind & SPACE) return this.push(start, at, WORD);
    if (kind & (LETTER | MARK)) return this.readLetters(start, at);
    if (kind & DIGIT) {
      const address = this.addresses.read(at + 1, 'label');
      if (address) return this.pushAddress(start, address.end, address.hostEnd);
      return this.readLettersAndDigits(start, at);
    }
    return this.endAsciiWord(start, at);
  }

  private endAsciiWord(start: number, at: number): number {
    const { text } = this;
    const address = this.addressAfter(at);
    if (address) return this.pushAddress(start, address.end, address.hostEnd);
    switch (text[at]) {
      case '.':
        return this.pushRunOr(this.paths.fileNameEnd(at), start, at, WORD);
      case '-':
        return this.pushCompoundOr(start, at, WORD);
      case ':':
        return text.startsWith('://', at) ? at + 3 : this.push(start, at, WORD);
      case '/':
        return this.pushRunOr(this.paths.pathEnd(at), start, at, WORD);
      default:
        return this.push(start, at, WORD);
    }
  }

  private addressAfter(at: number): Address | undefined {
    const { text } = this;
    if (text[at] === '.') return this.addresses.read(at + 1, 'domain-start');
    if (text[at] === '-' || text[at] === '_') return this.addresses.read(at + 1, 'label-start');
    return text[at] === '@' ? this.addresses.readEmail(at) : undefined;
  }

  private pushRunOr(end: number, start: number, at: number, kind: number): number {
    return end === NONE ? this.push(start, at, kind) : this.push(start, end, RUN);
  }

  /** A URL counts as three words: the URL, its host and its path. */
  private pushAddress(start: number, end: number, hostEnd: number): number {
    if (end === hostEnd) return this.push(start, end, RUN);
    this.push(start, end, PLAIN);
    this.push(start, hostEnd, PLAIN);
    return this.push(hostEnd, urlPathEnd(this.text, hostEnd + 1), PLAIN);
  }

  private pushCompoundOr(start: number, at: number, kind: number): number {
    const compound = readCompound(this.text, at, kind === PLAIN);
    if (compound === undefined) return this.push(start, at, kind);
    this.push(start, compound.end, compound.kind);
    return pushParts(this.text, start, this.words);
  }

  /** Reads a word with letters other than a to z. */
  private readLetters(start: number, from: number): number {
    let at = from;
    let seen = 0;
    let kind = kindAt(this.text, at);
    for (; kind & (LETTER | MARK); kind = kindAt(this.text, ++at)) seen |= kind;
    if (seen & UNSPACED) return this.pushUnspaced(start, at);
    if (kind & DIGIT) return this.readLettersAndDigits(start, at);
    return this.text[at] === '-'
      ? this.pushCompoundOr(start, at, WORD)
      : this.push(start, at, WORD);
  }

  private readLettersAndDigits(start: number, from: number): number {
    const { text } = this;
    let at = from;
    let seen = 0;
    let kind = kindAt(text, at);
    for (; kind & (LETTER | DIGIT | MARK); kind = kindAt(text, ++at)) seen |= kind;
    if (seen & UNSPACED) return this.pushUnspaced(start, at);
    switch (text[at]) {
      case '@': {
        const email = this.addresses.readEmail(at);
        return email ? this.push(start, email.end, RUN) : this.push(start, at, PLAIN);
      }
      case '/':
        return this.pushRunOr(this.paths.pathEnd(at), start, at, PLAIN);
      case '.':
        return this.pushRunOr(this.paths.fileNameEnd(at), start, at, PLAIN);
      case '-':
        return this.pushCompoundOr(start, at, PLAIN);
      default:
        return this.push(start, at, PLAIN);
    }
  }

  /** Differs from PostgreSQL, which treats a whole clause of Chinese or Thai as one word. */
  private pushUnspaced(start: number, end: number): number {
    for (const word of segmentWords(this.text.slice(start, end))) {
      this.push(start + word.start, start + word.end, WORD);
    }
    return end;
  }

  private readSignedNumber(start: number): number {
    const end = signedNumberEnd(this.text, start);
    if (end !== NONE) return this.push(start, end, PLAIN);
    const version = kindAt(this.text, start + 1) & DIGIT;
    return version ? this.readNumber(start + 1) : this.gapEnd(start + 1);
  }

  private readNumber(start: number): number {
    const { text } = this;
    const at = digitsEnd(text, start);
    const host = this.addressAfter(at);
    if (host) return this.pushAddress(start, host.end, host.hostEnd);
    if (text[at] === '.') return this.readAfterDot(start, at);
    const exponent = exponentEnd(text, at);
    if (exponent !== NONE) return this.push(start, exponent, PLAIN);
    const kind = kindAt(text, at);
    if (kind & ASCII_LETTER) {
      const address = this.addresses.read(at + 1, 'label');
      if (address) return this.pushAddress(start, address.end, address.hostEnd);
    }
    if (kind & (LETTER | MARK)) return this.readLettersAndDigits(start, at);
    if (text[at] === '/') return this.pushRunOr(this.paths.pathEnd(at), start, at, PLAIN);
    return this.push(start, at, PLAIN);
  }

  private readAfterDot(start: number, dot: number): number {
    const decimals = decimalsEnd(this.text, dot);
    return this.push(start, decimals === NONE ? dot : decimals, PLAIN);
  }
}

import { ASCII_LETTER, DIGIT, kindAt, LETTER, SPACE } from './characters';
import { NONE } from './none';

/**
 * Tags, comments and character entities, which contain no words. As in PostgreSQL's parser, the
 * content of `<script>` and `<style>` is skipped too.
 */

const LETTER_OR_DIGIT = LETTER | DIGIT;
const TAG_CHARACTERS = new Set('=-_#/:.&?%~');
const NAME_CHARACTERS = new Set(':_.-');

/** Finds tags and comments. It keeps the state that makes reading linear, even if none is closed. */
export class MarkupReader {
  /** True inside `<script>` and `<style>`. */
  insideIgnored = false;
  /** No `-->` follows, so there is no need to search for it again. */
  private noCommentEnds = false;

  constructor(private readonly text: string) {}

  /** The end of the tag or comment whose `<` is at `start`, or `NONE`. */
  tagEnd(start: number): number {
    const { text } = this;
    const next = text[start + 1];
    if (next === '!') return this.declarationEnd(start);
    if (next === '?') return text[start + 2] === 'x' ? this.attributesEnd(start + 3) : NONE;
    const name = next === '/' ? start + 2 : start + 1;
    const startsWithLetter = (kindAt(text, name) & ASCII_LETTER) !== 0;
    const startsWithSign = next === ':' || next === '_';
    return startsWithLetter || startsWithSign ? this.tagNameEnd(start, name + 1) : NONE;
  }

  private declarationEnd(start: number): number {
    const { text } = this;
    const kind = text[start + 2];
    if (kind === 'D' || kind === 'd') return this.attributesEnd(start + 3);
    if (kind !== '-' || text[start + 3] !== '-' || this.noCommentEnds) return NONE;
    const close = text.indexOf('-->', start + 4);
    this.noCommentEnds = close < 0;
    return close < 0 ? NONE : close + 3;
  }

  private tagNameEnd(start: number, from: number): number {
    const { text } = this;
    for (let at = from; at < text.length; at++) {
      const character = text[at] ?? '';
      const kind = kindAt(text, at);
      if (character === '/') return text[at + 1] === '>' ? at + 2 : NONE;
      if (character === '>' || kind & SPACE) {
        this.updateIgnored(text.slice(start, at).toLowerCase());
        return character === '>' ? at + 1 : this.attributesEnd(at + 1);
      }
      if (!(kind & LETTER_OR_DIGIT) && !NAME_CHARACTERS.has(character)) return NONE;
    }
    return NONE;
  }

  private updateIgnored(opening: string): void {
    if (opening === '<script' || opening === '<style') this.insideIgnored = true;
    if (opening === '</script' || opening === '</style') this.insideIgnored = false;
  }

  private attributesEnd(from: number): number {
    const { text } = this;
    for (let at = from; at < text.length; at++) {
      const character = text[at] ?? '';
      if (character === '>') return at + 1;
      if (character === '"' || character === "'") {
        at = this.quoteEnd(at + 1, character);
        if (at === NONE) return NONE;
      } else if (!(kindAt(text, at) & (ASCII_LETTER | DIGIT | SPACE))) {
        if (!TAG_CHARACTERS.has(character)) return NONE;
      }
    }
    return NONE;
  }

  private quoteEnd(from: number, quote: string): number {
    for (let at = from; at < this.text.length; at++) {
      const character = this.text[at];
      if (character === '\\') at++;
      else if (character === quote) return at;
    }
    return NONE;
  }
}

/** The end of the entity (`&amp;`, `&#8217;`) whose `&` is at `start`, or `NONE`. */
export function entityEnd(text: string, start: number): number {
  if (text[start + 1] === '#') return numericEntityEnd(text, start + 2);
  const first = text[start + 1] ?? '';
  const startsName =
    (kindAt(text, start + 1) & ASCII_LETTER) !== 0 || first === ':' || first === '_';
  if (!startsName) return NONE;
  for (let at = start + 2; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === ';') return at + 1;
    if (!(kindAt(text, at) & LETTER_OR_DIGIT) && !NAME_CHARACTERS.has(character)) return NONE;
  }
  return NONE;
}

function numericEntityEnd(text: string, from: number): number {
  const hexadecimal = text[from] === 'x' || text[from] === 'X';
  const digits = hexadecimal ? '0123456789abcdefABCDEF' : '0123456789';
  const first = hexadecimal ? from + 1 : from;
  let at = first;
  while (at < text.length && digits.includes(text[at] ?? ' ')) at++;
  return at > first && text[at] === ';' ? at + 1 : NONE;
}

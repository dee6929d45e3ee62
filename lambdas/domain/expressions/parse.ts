import { fold, kindAt, LETTER, SPACE } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import { type Refused, refuse } from '../refusal';
import { EVERYTHING } from './everything';
import type { Node, Phrase, Prefix, Scope } from './expression';
import { MAX_DEPTH, MIN_PREFIX_LENGTH } from './expression-limits';
import { readPhrase } from './read-phrase';
import { tagFrom } from './tag';

/**
 * Parses an expression as PostgreSQL 15's `websearch_to_tsquery` does, plus parentheses, prefixes,
 * fields and NEAR. Any text can be parsed. The first reason why it cannot be followed, if there is
 * one, is in `refusal`.
 */
export class ExpressionParser {
  refusal: Refused | undefined;
  /** The number of words, prefixes and tags so far. */
  terms = 0;
  private at = 0;
  private depth = 0;
  /** Most expressions have neither, so the parser can skip the search for NEAR and fields. */
  private readonly hasSlash: boolean;
  private readonly hasColon: boolean;

  constructor(
    private readonly text: string,
    private readonly language: TopicLanguage,
  ) {
    this.hasSlash = text.includes('/');
    this.hasColon = text.includes(':');
  }

  /** The whole expression, or undefined if it has only stop words. */
  parse(): Node | undefined {
    const branches: Node[] = [];
    while (this.at < this.text.length) {
      const node = this.parseOr('text');
      if (node) branches.push(node);
      // The rest starts with a closing parenthesis that has no opening one.
      this.at++;
    }
    return combine('and', branches);
  }

  private parseOr(scope: Scope | 'tag'): Node | undefined {
    const branches: Node[] = [];
    do {
      const branch = this.parseAnd(scope);
      if (branch) branches.push(branch);
    } while (this.takeOr());
    return combine('or', branches);
  }

  private parseAnd(scope: Scope | 'tag'): Node | undefined {
    const parts: Node[] = [];
    for (let read = 0; ; read++) {
      this.skipSeparators();
      if (this.atEnd() || (read > 0 && this.orFollows())) return combine('and', parts);
      const part = this.parseMinus(scope);
      if (part) parts.push(part);
    }
  }

  private parseMinus(scope: Scope | 'tag'): Node | undefined {
    let negated = false;
    while (this.text[this.at] === '-') {
      negated = !negated;
      this.at++;
      this.skipSeparators();
    }
    const part = this.atEnd() ? undefined : this.parseNear(scope);
    return part && negated ? { type: 'not', part } : part;
  }

  private parseNear(scope: Scope | 'tag'): Node | undefined {
    let left = this.parseOperand(scope);
    let joined: Node[] = [];
    for (let distance = this.takeNear(); distance !== undefined; distance = this.takeNear()) {
      const right = this.atEnd() ? undefined : this.parseOperand(scope);
      if (!left || !right) {
        left ??= right;
        continue;
      }
      joined = [...joined, this.near(left, right, distance)];
      left = right;
    }
    return joined.length > 0 ? combine('and', joined) : left;
  }

  private near(left: Node, right: Node, distance: number): Node {
    const pairs = termsOf(left).flatMap((a) => termsOf(right).map((b) => ({ a, b })));
    if (pairs.length === 0) this.refusal ??= refuse('nearNeedsWords');
    const nodes = pairs.map(({ a, b }): Node => {
      const ordered = keyOf(a) <= keyOf(b);
      const [first, second] = ordered ? [a, b] : [b, a];
      return { type: 'near', scope: a.scope, left: first, right: second, distance };
    });
    return combine('or', nodes) ?? left;
  }

  private parseOperand(scope: Scope | 'tag'): Node | undefined {
    const field = this.takeField();
    if (field) return this.atEnd() ? undefined : this.parseOperand(field);
    if (this.text[this.at] === '(') return this.parseGroup(scope);
    if (this.text[this.at] === '"') return this.leafOf(this.takeQuoted(), scope, true);
    return this.leafOf(this.takeValue(), scope, false);
  }

  private parseGroup(scope: Scope | 'tag'): Node | undefined {
    this.at++;
    this.depth++;
    if (this.depth > MAX_DEPTH) this.refusal ??= refuse('tooDeep', MAX_DEPTH);
    const node = this.parseOr(scope);
    this.depth--;
    if (this.text[this.at] === ')') this.at++;
    return node;
  }

  private leafOf(value: string, scope: Scope | 'tag', quoted: boolean): Node | undefined {
    if (scope === 'tag') return this.tagOf(value);
    if (!quoted && value === EVERYTHING) return { type: 'everything' };
    if (!quoted && value.endsWith('*')) {
      const start = fold(value.slice(0, -1));
      if (PREFIX.test(start)) return this.prefixOf(start, scope);
    }
    const phrase = readPhrase(value, this.language, scope);
    this.terms += phrase ? countTypedWords(phrase) : 0;
    return phrase;
  }

  private prefixOf(start: string, scope: Scope): Prefix {
    this.terms++;
    if (start.length < MIN_PREFIX_LENGTH)
      this.refusal ??= refuse('prefixTooShort', MIN_PREFIX_LENGTH);
    return { type: 'prefix', scope, start };
  }

  private tagOf(value: string): Node | undefined {
    const tag = tagFrom(value);
    if (tag === '') return undefined;
    this.terms++;
    return { type: 'tag', tag };
  }

  private takeOr(): boolean {
    if (!this.orFollows()) return false;
    this.at += 2;
    return true;
  }

  /**
   * As in PostgreSQL: `or` in any case, not part of a word, and followed by something. In languages
   * where `or` is itself a word, such as French, only in capitals.
   */
  private orFollows(): boolean {
    if (this.text[this.at] !== 'O' && this.text[this.at] !== 'o') return false;
    const word = this.language === 'en' || this.language === 'any' ? OR_WORD : CAPITAL_OR_WORD;
    word.lastIndex = this.at;
    return word.test(this.text);
  }

  private takeNear(): number | undefined {
    if (!this.hasSlash) return undefined;
    NEAR_WORD.lastIndex = this.at;
    const found = NEAR_WORD.exec(this.text);
    if (!found) return undefined;
    this.at = NEAR_WORD.lastIndex;
    this.skipSeparators();
    return Math.min(Math.max(Number(found[1]), 1), MAX_NEAR_DISTANCE);
  }

  private takeField(): Scope | 'tag' | undefined {
    if (!this.hasColon) return undefined;
    FIELD.lastIndex = this.at;
    const found = FIELD.exec(this.text);
    const name = found?.[1]?.toLowerCase();
    if (name !== 'title' && name !== 'source' && name !== 'tag') return undefined;
    this.at = FIELD.lastIndex;
    this.skipSeparators();
    return name;
  }

  private takeQuoted(): string {
    const start = this.at + 1;
    const close = this.text.indexOf('"', start);
    const end = close < 0 ? this.text.length : close;
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  /** Up to the next space, quotation mark or operator. A colon also ends the value, except in a url. */
  private takeValue(): string {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && !endsValue(this.text, end)) end++;
    this.at = end;
    return this.text.slice(start, end);
  }

  private atEnd(): boolean {
    return this.at >= this.text.length || this.text[this.at] === ')';
  }

  private skipSeparators(): void {
    while (this.at < this.text.length && isSeparator(this.text, this.at)) this.at++;
  }
}

const MAX_NEAR_DISTANCE = 100;
const OR_WORD = /or(?![-_\p{L}\p{N}])[\s\S]\s*\S/iuy;
const CAPITAL_OR_WORD = /OR(?![-_\p{L}\p{N}])[\s\S]\s*\S/uy;
const NEAR_WORD = /\s*near\/(\d{1,4})(?=[\s("]|$)/iuy;
const FIELD = /(title|source|tag):/iuy;
const PREFIX = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u;

function isSeparator(text: string, at: number): boolean {
  const character = text[at];
  if (character === '!' || character === '&' || character === '|') return true;
  return (kindAt(text, at) & SPACE) !== 0;
}

function endsValue(text: string, at: number): boolean {
  const character = text[at];
  if (character === ':') return !text.startsWith('://', at);
  return character === '"' || character === '(' || character === ')' || isSeparator(text, at);
}

function termsOf(node: Node): (Phrase | Prefix)[] {
  if (node.type === 'phrase' || node.type === 'prefix') return [node];
  const parts = node.type === 'or' ? node.parts.map(termsOf) : [];
  return parts.every((part) => part.length > 0) ? parts.flat() : [];
}

/** A compound counts as one word, because one word was typed; a gap does not count. */
const countTypedWords = ({ words, written }: Phrase): number =>
  words.length === 1 ? 1 : written.split(' ').filter((word) => word !== '*').length;

const keyOf = (term: Phrase | Prefix): string =>
  term.type === 'prefix' ? `${term.start}*` : term.written;

function combine(type: 'and' | 'or', parts: readonly Node[]): Node | undefined {
  return parts.length > 1 ? { type, parts } : parts[0];
}

/** Whether the text has any letter or digit. */
export function hasWords(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (kindAt(text, at) & LETTER) return true;
  return /\d/.test(text);
}

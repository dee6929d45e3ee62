import type { PhraseWord } from '../../expressions/expression';
import { requiresSomething } from '../../expressions/requires-something';
import { isStopWord } from '../../languages/stop-words';
import type { Comparison, TextLanguage } from '../analyzed-text';
import type { CompiledNode, CompiledPhrase, CompiledTopic } from '../compile-topic';
import { everythingKey, prefixKey, sourceKey, sourcePrefixKey, tagKey } from '../index-keys';

/**
 * What a briefing must hold, and must not, to meet a topic, as a list: all of `required`, none of
 * `forbidden`, every one of `rows`. A topic is a few clauses, of which one is enough; most topics
 * are one clause of words alone, and are decided without looking at the text again.
 */
export interface Clause {
  required: readonly Term[];
  forbidden: readonly Term[];
  /** Phrases: words at their distances, all of them also among `required`. */
  rows: readonly (readonly PlacedTerm[])[];
  /** Whether the clause says all that the topic says; else the topic itself decides. */
  exact: boolean;
}

/** A word by stem or as it stands, or another key of the reverse index. */
export type Term = string;

export interface PlacedTerm {
  term: Term;
  offset: number;
}

/** More clauses than this are not made: one part of the topic finds it, and the topic decides. */
const MAX_CLAUSES = 64;

const MAX_CACHED_TERMS = 200_000;

/** Stems and words as they stand are different terms, even where they are the same text. */
export const STEM_SIGN = 's';
export const SURFACE_SIGN = 'w';
export const stemTerm = signedWith(STEM_SIGN);
export const surfaceTerm = signedWith(SURFACE_SIGN);

/**
 * Makes the term of each word once: a new string must be hashed wherever it is looked up, one that
 * was looked up before need not.
 */
function signedWith(sign: string): (word: string) => Term {
  const made = new Map<string, Term>();
  return (word) => {
    const known = made.get(word);
    if (known !== undefined) return known;
    const term = sign + word;
    if (made.size >= MAX_CACHED_TERMS) made.clear();
    made.set(word, term);
    return term;
  };
}

/**
 * The clauses of a topic for briefings in `language`; none where no such briefing can meet it. The
 * stop words of that language drop out of a topic in another.
 */
export function clausesOf(topic: CompiledTopic, language: TextLanguage): readonly Clause[] {
  const by: Comparison = topic.language === language ? 'stem' : 'surface';
  return new ClauseMaker(by, language).of(topic.root) ?? [];
}

const ALWAYS: Clause = { required: [], forbidden: [], rows: [], exact: true };

class ClauseMaker {
  constructor(
    private readonly by: Comparison,
    private readonly language: TextLanguage,
  ) {}

  /** Undefined for a part that says nothing: only stop words. */
  of(node: CompiledNode): readonly Clause[] | undefined {
    switch (node.type) {
      case 'everything':
        return [requiring(everythingKey)];
      case 'tag':
        return [requiring(tagKey(node.tag))];
      case 'prefix':
        return [found(node.scope === 'source' ? sourcePrefixKey : prefixKey(node.start))];
      case 'near':
        return vaguely(this.ofAll([node.left, node.right]));
      case 'not':
        return this.ofNegation(node.part);
      case 'and':
        return this.ofAll(node.parts);
      case 'or':
        return united(node.parts.map((part) => this.of(part)));
      default:
        return this.ofPhrase(node);
    }
  }

  /**
   * Every way to take a clause of each part. Where those are too many, the clauses of the part that
   * has the fewest find the topic. What stop words leave without anything required says nothing.
   */
  private ofAll(parts: readonly CompiledNode[]): readonly Clause[] | undefined {
    const said = parts.flatMap((part) => {
      const clauses = this.of(part);
      return clauses ? [{ clauses, requires: requiresSomething(part) }] : [];
    });
    const requiring = said.filter(({ requires }) => requires).map(({ clauses }) => clauses);
    const lost = said.length < parts.length;
    if (said.length === 0 || (lost && requiring.length === 0)) return undefined;
    const all = said.map(({ clauses }) => clauses);
    const ways = all.reduce((product, clauses) => product * clauses.length, 1);
    if (ways > MAX_CLAUSES) return vaguely(fewest(requiring));
    if (ways === 1) return [all.flat().reduce(both)];
    return all.reduce((some, clauses) => some.flatMap((a) => clauses.map((b) => both(a, b))));
  }

  private ofNegation(part: CompiledNode): readonly Clause[] | undefined {
    const clauses = this.of(part);
    if (clauses === undefined) return undefined;
    const words = clauses.map(({ required }) => required);
    const simple = clauses.every(({ exact, rows }) => exact && rows.length === 0);
    if (!simple || words.some(({ length }) => length !== 1)) return [{ ...ALWAYS, exact: false }];
    return [{ ...ALWAYS, forbidden: words.flat() }];
  }

  private ofPhrase({ scope, alternatives }: CompiledPhrase): readonly Clause[] | undefined {
    const clauses: Clause[] = [];
    for (const words of alternatives) {
      const counted = this.counted(words);
      if (counted.length === 0) continue;
      const clause = this.ofRow(counted, scope === 'source');
      clauses.push(scope === 'text' ? clause : { ...clause, rows: [], exact: false });
    }
    return clauses.length > 0 ? clauses : undefined;
  }

  private counted(words: readonly PhraseWord[]): readonly PhraseWord[] {
    const { by, language } = this;
    if (by === 'stem' || language === 'other') return words;
    return words.filter(({ surface }) => !isStopWord(surface, language));
  }

  private ofRow(words: readonly PhraseWord[], inSource: boolean): Clause {
    const [only] = words;
    if (only && words.length === 1) return requiring(this.termOf(only, inSource));
    const placed = words.map((word) => ({
      term: this.termOf(word, inSource),
      offset: word.offset,
    }));
    const required = [...new Set(placed.map(({ term }) => term))];
    return { ...ALWAYS, required, rows: placed.length > 1 ? [placed] : [] };
  }

  private termOf(word: PhraseWord, inSource: boolean): Term {
    if (inSource) return sourceKey(word[this.by]);
    return this.by === 'stem' ? stemTerm(word.stem) : surfaceTerm(word.surface);
  }
}

const requiring = (term: Term): Clause => ({
  required: [term],
  forbidden: [],
  rows: [],
  exact: true,
});
const found = (term: Term): Clause => ({ ...requiring(term), exact: false });

function vaguely(clauses: readonly Clause[] | undefined): readonly Clause[] | undefined {
  return clauses?.map((clause) => ({ ...clause, rows: [], exact: false }));
}

function united(parts: readonly (readonly Clause[] | undefined)[]): readonly Clause[] | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.flat();
}

function fewest(parts: readonly (readonly Clause[])[]): readonly Clause[] {
  const [first, ...others] = parts;
  return others.reduce(
    (best, part) => (part.length < best.length ? part : best),
    first ?? [ALWAYS],
  );
}

function both(a: Clause, b: Clause): Clause {
  return {
    required: merged(a.required, b.required),
    forbidden: merged(a.forbidden, b.forbidden),
    rows: [...a.rows, ...b.rows],
    exact: a.exact && b.exact,
  };
}

function merged(a: readonly Term[], b: readonly Term[]): readonly Term[] {
  const further = b.filter((term) => !a.includes(term));
  return further.length > 0 ? [...a, ...further] : a;
}

import type { PhraseWord } from '../../expressions/expression';
import { requiresSomething } from '../../expressions/requires-something';
import type { CompiledNode, CompiledPhrase, CompiledTopic } from '../compile-topic';
import { everythingKey, prefixKey, sourceKey, sourcePrefixKey, tagKey } from '../index-keys';
import { withoutForeignStopWords } from '../occurrences';
import type { Comparison, TextLanguage } from '../searched-words';

/**
 * What a briefing must and must not contain to match a topic: all of `required`, none of `forbidden`,
 * all of `phrases`. A topic is a list of clauses, of which one is enough. Most topics are a single
 * clause of words, which is decided without reading the text again.
 */
export interface Clause {
  required: readonly Term[];
  forbidden: readonly Term[];
  /** Words at fixed distances from each other. All of them are also in `required`. */
  phrases: readonly (readonly PhraseTerm[])[];
  /** Whether the clause is equivalent to the topic. If not, `matchTopic` decides. */
  exact: boolean;
}

/** A word by stem or as written, or another key of the reverse index. */
export type Term = string;

export interface PhraseTerm {
  term: Term;
  offset: number;
}

/** A topic that would need more clauses is found by one of its parts, and `matchTopic` decides. */
const MAX_CLAUSES = 64;

const MAX_CACHED_TERMS = 200_000;

/** A stem and a word as written are different terms, even if they are the same text. */
export const stemTerm = cachedWithSign('s');
export const surfaceTerm = cachedWithSign('w');

/**
 * Creates the term of each word once: a new string is hashed at its first lookup, and V8 caches the
 * hash in the string.
 */
function cachedWithSign(sign: string): (word: string) => Term {
  const cache = new Map<string, Term>();
  return (word) => {
    const cached = cache.get(word);
    if (cached !== undefined) return cached;
    const term = sign + word;
    if (cache.size >= MAX_CACHED_TERMS) cache.clear();
    cache.set(word, term);
    return term;
  };
}

/**
 * The clauses of a topic for briefings in `language`; none if no such briefing can match it. Words
 * that are stop words in that language are ignored in topics of other languages.
 */
export function clausesOf(topic: CompiledTopic, language: TextLanguage): readonly Clause[] {
  const by: Comparison = topic.language === language ? 'stem' : 'surface';
  return new ClauseBuilder(by, language).of(topic.root) ?? [];
}

const NO_CONDITIONS: Clause = { required: [], forbidden: [], phrases: [], exact: true };

class ClauseBuilder {
  constructor(
    private readonly by: Comparison,
    private readonly language: TextLanguage,
  ) {}

  /** Undefined for a part that is ignored because it has only stop words. */
  of(node: CompiledNode): readonly Clause[] | undefined {
    switch (node.type) {
      case 'everything':
        return [requiring(everythingKey)];
      case 'tag':
        return [requiring(tagKey(node.tag))];
      case 'prefix':
        return [candidate(node.scope === 'source' ? sourcePrefixKey : prefixKey(node.start))];
      case 'near':
        return asCandidates(this.ofAll([node.left, node.right]));
      case 'not':
        return this.ofNegation(node.part);
      case 'and':
        return this.ofAll(node.parts);
      case 'or':
        return concatenate(node.parts.map((part) => this.of(part)));
      case 'phrase':
        return this.ofPhrase(node);
      default:
        return node satisfies never;
    }
  }

  /**
   * Every combination of one clause per part. If there are too many, the topic is found by the part
   * with the fewest clauses. A conjunction that requires nothing once its stop words are ignored is
   * ignored itself.
   */
  private ofAll(parts: readonly CompiledNode[]): readonly Clause[] | undefined {
    const counted = parts.flatMap((part) => {
      const clauses = this.of(part);
      return clauses ? [{ clauses, requires: requiresSomething(part) }] : [];
    });
    const required = counted.filter(({ requires }) => requires).map(({ clauses }) => clauses);
    const someIgnored = counted.length < parts.length;
    if (counted.length === 0 || (someIgnored && required.length === 0)) return undefined;
    const all = counted.map(({ clauses }) => clauses);
    const combinations = all.reduce((product, clauses) => product * clauses.length, 1);
    if (combinations > MAX_CLAUSES) return asCandidates(shortest(required));
    if (combinations === 1) return [all.flat().reduce(both)];
    return all.reduce((some, clauses) => some.flatMap((a) => clauses.map((b) => both(a, b))));
  }

  private ofNegation(part: CompiledNode): readonly Clause[] | undefined {
    const clauses = this.of(part);
    if (clauses === undefined) return undefined;
    const words = clauses.map(({ required }) => required);
    const simple = clauses.every(({ exact, phrases }) => exact && phrases.length === 0);
    if (!simple || words.some(({ length }) => length !== 1))
      return [{ ...NO_CONDITIONS, exact: false }];
    return [{ ...NO_CONDITIONS, forbidden: words.flat() }];
  }

  private ofPhrase({ scope, alternatives }: CompiledPhrase): readonly Clause[] | undefined {
    const clauses: Clause[] = [];
    for (const words of alternatives) {
      const counted = this.withoutStopWords(words);
      if (counted.length === 0) continue;
      const clause = this.ofWords(counted, scope === 'source');
      clauses.push(scope === 'text' ? clause : { ...clause, phrases: [], exact: false });
    }
    return clauses.length > 0 ? clauses : undefined;
  }

  private withoutStopWords(words: readonly PhraseWord[]): readonly PhraseWord[] {
    return withoutForeignStopWords(words, this.language, this.by);
  }

  private ofWords(words: readonly PhraseWord[], inSource: boolean): Clause {
    const [only] = words;
    if (only && words.length === 1) return requiring(this.termOf(only, inSource));
    const phrase = words.map((word) => ({
      term: this.termOf(word, inSource),
      offset: word.offset,
    }));
    const required = [...new Set(phrase.map(({ term }) => term))];
    return { ...NO_CONDITIONS, required, phrases: phrase.length > 1 ? [phrase] : [] };
  }

  private termOf(word: PhraseWord, inSource: boolean): Term {
    if (inSource) return sourceKey(word[this.by]);
    return this.by === 'stem' ? stemTerm(word.stem) : surfaceTerm(word.surface);
  }
}

const requiring = (term: Term): Clause => ({
  required: [term],
  forbidden: [],
  phrases: [],
  exact: true,
});
const candidate = (term: Term): Clause => ({ ...requiring(term), exact: false });

/** The clauses, used only to find the topic: `matchTopic` decides. */
function asCandidates(clauses: readonly Clause[] | undefined): readonly Clause[] | undefined {
  return clauses?.map((clause) => ({ ...clause, phrases: [], exact: false }));
}

function concatenate(
  parts: readonly (readonly Clause[] | undefined)[],
): readonly Clause[] | undefined {
  const counted = parts.filter((part) => part !== undefined);
  return counted.length === 0 ? undefined : counted.flat();
}

function shortest(parts: readonly (readonly Clause[])[]): readonly Clause[] {
  const [first, ...others] = parts;
  return others.reduce(
    (best, part) => (part.length < best.length ? part : best),
    first ?? [NO_CONDITIONS],
  );
}

function both(a: Clause, b: Clause): Clause {
  return {
    required: union(a.required, b.required),
    forbidden: union(a.forbidden, b.forbidden),
    phrases: [...a.phrases, ...b.phrases],
    exact: a.exact && b.exact,
  };
}

function union(a: readonly Term[], b: readonly Term[]): readonly Term[] {
  const added = b.filter((term) => !a.includes(term));
  return added.length > 0 ? [...a, ...added] : a;
}

import type { PhraseWord, Prefix, Scope } from '../expressions/expression';
import type { TopicLanguage } from '../languages/language';
import { isStopWord } from '../languages/stop-words';
import type { Finding } from './combine-findings';
import type { CompiledLeaf, CompiledNear, CompiledPhrase } from './compile-topic';
import type { Comparison, SearchedBriefing, SearchedWords, TextLanguage } from './searched-words';

/** An occurrence: the positions of its first and last word. */
export interface Span {
  from: number;
  to: number;
}

/** Words are compared by stem within a language, and as written across languages. */
export const comparisonOf = (topic: TopicLanguage, briefing: TextLanguage): Comparison =>
  topic === briefing ? 'stem' : 'surface';

/** The result for a leaf. `spansOf` finds the occurrences of one that is searched in the text. */
export function findingOfLeaf(
  leaf: CompiledLeaf,
  tags: ReadonlySet<string>,
  spansOf: (leaf: SearchedLeaf) => Span[] | 'absent',
): Finding {
  switch (leaf.type) {
    case 'everything':
      return 'matched';
    case 'tag':
      return tags.has(leaf.tag) ? 'matched' : 'missed';
    case 'phrase':
    case 'prefix':
    case 'near': {
      const spans = spansOf(leaf);
      if (spans === 'absent') return 'absent';
      return spans.length > 0 ? 'matched' : 'missed';
    }
    default:
      return leaf satisfies never;
  }
}

/** A leaf that is searched in the text, not among the tags. */
export type SearchedLeaf = CompiledPhrase | Prefix | CompiledNear;

/**
 * Finds the occurrences of the parts that are searched in a briefing, in order; see {@link phraseSpans}.
 * Each is searched once, however often the topic has it.
 */
export function spanFinder(
  briefing: SearchedBriefing,
  by: Comparison,
): (leaf: SearchedLeaf) => Span[] | 'absent' {
  const known = new Map<SearchedLeaf, Span[] | 'absent'>();
  const spansOf = (leaf: SearchedLeaf): Span[] | 'absent' => {
    const cached = known.get(leaf);
    if (cached) return cached;
    const spans = search(leaf);
    known.set(leaf, spans);
    return spans;
  };
  const search = (leaf: SearchedLeaf): Span[] | 'absent' => {
    if (leaf.type === 'phrase') return phraseSpans(leaf, briefing, by);
    if (leaf.type === 'prefix') return prefixSpans(leaf, briefing);
    const left = spansOf(leaf.left);
    const right = spansOf(leaf.right);
    if (left === 'absent' || right === 'absent') return left === 'absent' ? right : left;
    return nearSpans(left, right, leaf.distance);
  };
  return spansOf;
}

/**
 * The occurrences of a phrase, in order. `absent` if every word of it is a stop word of the
 * briefing's language: PostgreSQL, too, drops stop words from a query.
 */
function phraseSpans(
  phrase: CompiledPhrase,
  briefing: SearchedBriefing,
  by: Comparison,
): Span[] | 'absent' {
  const text = textOf(phrase.scope, briefing);
  const alternatives = phrase.alternatives
    .map((words) => withoutForeignStopWords(words, briefing.language, by))
    .filter((words) => words.length > 0);
  if (alternatives.length === 0) return 'absent';
  const spans = alternatives.flatMap((words) => phraseSpansIn(words, text, by));
  const within = inScope(spans, phrase.scope, briefing);
  return alternatives.length > 1 ? within.sort(compareSpans) : within;
}

/** The occurrences of words with this prefix, in order. */
function prefixSpans(prefix: Prefix, briefing: SearchedBriefing): Span[] {
  const text = textOf(prefix.scope, briefing);
  const spans = text.positionsOfPrefix(prefix.start).map((at) => ({ from: at, to: at }));
  return inScope(spans, prefix.scope, briefing);
}

function textOf(scope: Scope, briefing: SearchedBriefing): SearchedWords {
  return scope === 'source' ? briefing.source : briefing.text;
}

function inScope(spans: Span[], scope: Scope, { titleWords }: SearchedBriefing): Span[] {
  return scope === 'title' ? spans.filter(({ to }) => to < titleWords) : spans;
}

/**
 * The words without those that are stop words in `language`, the language of the briefing. Only for
 * topics of another language: those of the same language have lost their stop words already.
 */
export function withoutForeignStopWords(
  words: readonly PhraseWord[],
  language: TextLanguage,
  by: Comparison,
): readonly PhraseWord[] {
  if (by === 'stem' || language === 'other') return words;
  return words.filter(({ surface }) => !isStopWord(surface, language));
}

/** Starts from the word with the fewest occurrences and checks that the others are at their distances. */
function phraseSpansIn(words: readonly PhraseWord[], text: SearchedWords, by: Comparison): Span[] {
  const [first, ...others] = words
    .map((word) => ({ word, positions: text.positionsOf(word[by], by) }))
    .sort((a, b) => a.positions.length - b.positions.length);
  const start = words[0]?.offset ?? 0;
  const length = (words.at(-1)?.offset ?? 0) - start;
  if (!first) return [];
  const found: Span[] = [];
  for (const position of first.positions) {
    const origin = position - first.word.offset;
    if (others.every(({ word }) => text.isAt(origin + word.offset, word[by], by))) {
      found.push({ from: origin + start, to: origin + start + length });
    }
  }
  return found;
}

/** The spans of each list that have a span of the other within `distance` words, before or after. */
function nearSpans(left: readonly Span[], right: readonly Span[], distance: number): Span[] {
  const nearLeft = new Uint8Array(left.length);
  const nearRight = new Uint8Array(right.length);
  markNeighbours(left, nearLeft, right, nearRight, distance);
  markNeighbours(right, nearRight, left, nearLeft, distance);
  return mergeSpans(
    left.filter((_, index) => nearLeft[index]),
    right.filter((_, index) => nearRight[index]),
  );
}

/** Pairs each span with the next span of the other list. Both lists are in order, so one pass is enough. */
function markNeighbours(
  before: readonly Span[],
  nearBefore: Uint8Array,
  after: readonly Span[],
  nearAfter: Uint8Array,
  distance: number,
): void {
  let next = 0;
  for (const [index, span] of before.entries()) {
    // Back, because a span may end before the one that starts before it.
    while (next > 0 && fromAt(after, next - 1) > span.to) next--;
    while (fromAt(after, next) <= span.to) next++;
    if (fromAt(after, next) - span.to > distance) continue;
    nearBefore[index] = 1;
    nearAfter[next] = 1;
  }
}

const fromAt = (spans: readonly Span[], index: number): number =>
  spans[index]?.from ?? Number.POSITIVE_INFINITY;

/** One list in order, of two that are. */
function mergeSpans(left: readonly Span[], right: readonly Span[]): Span[] {
  const merged: Span[] = [];
  let next = 0;
  for (const span of left) {
    for (; next < right.length; next++) {
      const other = right[next];
      if (!other || compareSpans(other, span) >= 0) break;
      merged.push(other);
    }
    merged.push(span);
  }
  for (; next < right.length; next++) merged.push(right[next] as Span);
  return merged;
}

const compareSpans = (a: Span, b: Span): number => a.from - b.from || a.to - b.to;

import type { PhraseWord, Prefix, Scope } from '../expressions/expression';
import { isStopWord } from '../languages/stop-words';
import type { AnalyzedBriefing } from './analyze-briefing';
import type { AnalyzedText, Comparison } from './analyzed-text';
import type { CompiledPhrase } from './compile-topic';

/** Words in a row that were found: the positions of the first and the last. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Where a phrase stands, in order. `absent` where every word of it is a stop word of the briefing's
 * language: then it says nothing, as in PostgreSQL.
 */
export function phraseSpans(
  phrase: CompiledPhrase,
  briefing: AnalyzedBriefing,
  by: Comparison,
): Span[] | 'absent' {
  const text = textOf(phrase.scope, briefing);
  const looked = phrase.alternatives.map((words) => wordsThatCount(words, briefing, by));
  const present = looked.filter((words) => words.length > 0);
  if (present.length === 0) return 'absent';
  const spans = present.flatMap((words) => rowSpans(words, text, by));
  const within = inScope(spans, phrase.scope, briefing);
  return present.length > 1 ? within.sort((a, b) => a.from - b.from || a.to - b.to) : within;
}

/** Where words that begin so stand, in order. */
export function prefixSpans(prefix: Prefix, briefing: AnalyzedBriefing): Span[] {
  const text = textOf(prefix.scope, briefing);
  const positions = new Set<number>();
  for (const surface of text.terms('surface')) {
    if (!surface.startsWith(prefix.start)) continue;
    for (const position of text.positionsOf(surface, 'surface')) positions.add(position);
  }
  const spans = [...positions].sort((a, b) => a - b).map((at) => ({ from: at, to: at }));
  return inScope(spans, prefix.scope, briefing);
}

export function textOf(scope: Scope, briefing: AnalyzedBriefing): AnalyzedText {
  return scope === 'source' ? briefing.source : briefing.text;
}

function inScope(spans: Span[], scope: Scope, { titleWords }: AnalyzedBriefing): Span[] {
  return scope === 'title' ? spans.filter(({ to }) => to < titleWords) : spans;
}

/** Across languages, what is a stop word in the briefing's own drops out of the topic. */
export function wordsThatCount(
  words: readonly PhraseWord[],
  { language }: AnalyzedBriefing,
  by: Comparison,
): readonly PhraseWord[] {
  if (by === 'stem' || language === 'other') return words;
  return words.filter(({ surface }) => !isStopWord(surface, language));
}

/** Starts from the word with the fewest places, and looks whether the others stand beside it. */
function rowSpans(words: readonly PhraseWord[], text: AnalyzedText, by: Comparison): Span[] {
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

/** The spans of both lists that have one of the other within `distance` words, either way. */
export function nearSpans(left: readonly Span[], right: readonly Span[], distance: number): Span[] {
  const met = new Set<Span>();
  noteNeighbours(left, right, distance, met);
  noteNeighbours(right, left, distance, met);
  return [...met].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Pairs each span with the next of the others after it: lists are in order, so one pass does. */
function noteNeighbours(
  before: readonly Span[],
  after: readonly Span[],
  distance: number,
  met: Set<Span>,
): void {
  let next = 0;
  for (const span of before) {
    while (next < after.length && (after[next]?.from ?? 0) <= span.to) next++;
    const neighbour = after[next];
    if (!neighbour || neighbour.from - span.to > distance) continue;
    met.add(span);
    met.add(neighbour);
  }
}

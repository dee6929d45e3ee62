import type { Scope } from '../expressions/expression';
import type { AnalyzedBriefing } from './analyze-briefing';
import { combineFindings, type Finding } from './combine-findings';
import type { CompiledLeaf, CompiledNode, CompiledTopic } from './compile-topic';
import {
  comparisonOf,
  findingOfLeaf,
  type SearchedLeaf,
  type Span,
  spanFinder,
} from './occurrences';

/** A word or phrase that made a briefing match; `[start, end)` in UTF-16 units of its field. */
export interface MatchedWord {
  field: 'title' | 'summary' | 'body' | 'source' | 'tag';
  start: number;
  end: number;
  /** As the briefing writes it. */
  text: string;
}

/** That a briefing matches a topic, and why. */
export interface Match {
  /** In the order of the text, title first; empty for a topic that every briefing matches. */
  words: MatchedWord[];
}

/**
 * Whether the briefing matches the topic, and by which words. This function decides: the indexes only
 * find candidates for it. Its time is linear in the length of the briefing.
 */
export function matchTopic(topic: CompiledTopic, briefing: AnalyzedBriefing): Match | undefined {
  const matcher = new TopicMatcher(topic, briefing);
  if (matcher.findingOf(topic.root) !== 'matched') return undefined;
  return { words: matcher.wordsOf(topic.root) };
}

/** Matches one topic against one briefing. */
export class TopicMatcher {
  private readonly spansOf: (leaf: SearchedLeaf) => Span[] | 'absent';

  constructor(
    topic: CompiledTopic,
    private readonly briefing: AnalyzedBriefing,
  ) {
    this.spansOf = spanFinder(briefing, comparisonOf(topic.language, briefing.language));
  }

  findingOf(node: CompiledNode): Finding {
    return combineFindings<CompiledLeaf>(node, (leaf) =>
      findingOfLeaf(leaf, this.briefing.tags, this.spansOf),
    );
  }

  /** The words that made a part match, in order; none overlaps another. */
  wordsOf(node: CompiledNode): MatchedWord[] {
    const found: Found = { text: new Map(), source: new Map(), tags: new Set() };
    this.collect(node, found);
    const words = [
      ...[...found.text].flatMap(([from, to]) => this.wordsAt({ from, to }, 'text')),
      ...[...found.source].flatMap(([from, to]) => this.wordsAt({ from, to }, 'source')),
      ...[...found.tags].map(wordOfTag),
    ].sort(
      (a, b) => FIELD_ORDER[a.field] - FIELD_ORDER[b.field] || a.start - b.start || b.end - a.end,
    );
    const ends = new Map<MatchedWord['field'], number>();
    return words.filter((word) => {
      if (word.start < (ends.get(word.field) ?? 0)) return false;
      ends.set(word.field, word.end);
      return true;
    });
  }

  private collect(node: CompiledNode, found: Found): void {
    switch (node.type) {
      case 'everything':
      case 'not':
        return;
      case 'tag':
        if (this.briefing.tags.has(node.tag)) found.tags.add(node.tag);
        return;
      case 'and':
      case 'or':
        for (const part of node.parts) {
          if (this.findingOf(part) === 'matched') this.collect(part, found);
        }
        return;
      case 'phrase':
      case 'prefix':
      case 'near': {
        const spans = this.spansOf(node);
        if (spans !== 'absent')
          addSpans(spans, node.scope === 'source' ? found.source : found.text);
        return;
      }
      default:
        node satisfies never;
    }
  }

  /** One word for a span; if it continues from the title into the body, one for each field. */
  private wordsAt({ from, to }: Span, scope: Scope): MatchedWord[] {
    const { text, starts, ends } = scope === 'source' ? this.briefing.source : this.briefing.text;
    const words: MatchedWord[] = [];
    let previous: { place: unknown; word: MatchedWord } | undefined;
    for (let position = from; position <= to; position++) {
      const start = starts[position] ?? 0;
      const end = ends[position] ?? 0;
      const place = this.placeOf(start, scope);
      if (previous?.place === place.field) {
        // The positions of a compound are the compound itself and then its parts, which end where it ends.
        const { word } = previous;
        word.end = Math.max(word.end, end - place.start);
        word.text = text.slice(place.start + word.start, place.start + word.end);
        continue;
      }
      const word: MatchedWord = {
        field: place.field,
        start: start - place.start,
        end: end - place.start,
        text: text.slice(start, end),
      };
      words.push(word);
      previous = { place: place.field, word };
    }
    return words;
  }

  private placeOf(start: number, scope: Scope): { field: MatchedWord['field']; start: number } {
    if (scope === 'source') return { field: 'source', start: 0 };
    const place = this.briefing.fields.findLast((field) => field.start <= start);
    return place ?? { field: 'title', start: 0 };
  }
}

/**
 * What the parts of a topic found. Of the spans that start at the same word, the longest is enough: it
 * covers the others. So many parts that find the same words cost no more than one.
 */
interface Found {
  /** The last word of a span by its first. */
  text: Map<number, number>;
  source: Map<number, number>;
  tags: Set<string>;
}

function addSpans(spans: readonly Span[], found: Map<number, number>): void {
  for (const { from, to } of spans) {
    if (to > (found.get(from) ?? -1)) found.set(from, to);
  }
}

const wordOfTag = (tag: string): MatchedWord => ({
  field: 'tag',
  start: 0,
  end: tag.length,
  text: tag,
});

const FIELD_ORDER = { title: 0, summary: 1, body: 2, source: 3, tag: 4 } as const;

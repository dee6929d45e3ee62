import type { Prefix, Scope } from '../expressions/expression';
import { requiresSomething } from '../expressions/requires-something';
import type { AnalyzedBriefing } from './analyze-briefing';
import type { Comparison } from './analyzed-text';
import type { CompiledNear, CompiledNode, CompiledPhrase, CompiledTopic } from './compile-topic';
import { nearSpans, phraseSpans, prefixSpans, type Span, textOf } from './occurrences';

/** A word, or the words of a phrase, that made a match; `[start, end)` in UTF-16 units of its field. */
export interface MatchedWord {
  field: 'title' | 'summary' | 'body' | 'source' | 'tag';
  start: number;
  end: number;
  /** As it stands in the briefing. */
  text: string;
}

/** That a briefing meets a topic, and why. */
export interface Match {
  /** In the order of the text, title first; empty for a topic that every briefing meets. */
  words: MatchedWord[];
}

/** What a part of a topic says of a briefing; `absent` where it holds only stop words. */
export type Finding = 'matched' | 'missed' | 'absent';

/** Whether the briefing meets the topic, and by which words. Linear in the briefing. */
export function matchTopic(topic: CompiledTopic, briefing: AnalyzedBriefing): Match | undefined {
  const reader = new TopicMatcher(topic, briefing);
  if (reader.findingOf(topic.root) !== 'matched') return undefined;
  return { words: reader.wordsOf(topic.root) };
}

/** Reads one topic against one briefing; what a leaf found is kept, since it is asked for twice. */
export class TopicMatcher {
  private readonly by: Comparison;
  private readonly found = new Map<CompiledNode, Span[] | 'absent'>();

  constructor(
    topic: CompiledTopic,
    private readonly briefing: AnalyzedBriefing,
  ) {
    this.by = topic.language === briefing.language ? 'stem' : 'surface';
  }

  findingOf(node: CompiledNode): Finding {
    switch (node.type) {
      case 'everything':
        return 'matched';
      case 'tag':
        return this.briefing.tags.has(node.tag) ? 'matched' : 'missed';
      case 'and':
        return this.findingOfAll(node.parts);
      case 'or':
        return anyOf(node.parts.map((part) => this.findingOf(part)));
      case 'not':
        return opposite(this.findingOf(node.part));
      default: {
        const spans = this.spansOf(node);
        if (spans === 'absent') return 'absent';
        return spans.length > 0 ? 'matched' : 'missed';
      }
    }
  }

  /** What says nothing neither helps nor hinders, as PostgreSQL drops stop words from a query. */
  private findingOfAll(parts: readonly CompiledNode[]): Finding {
    const findings = parts.map((part) => this.findingOf(part));
    const said = parts.filter((_, index) => findings[index] !== 'absent');
    const lost = said.length < parts.length;
    if (lost && !said.some(requiresSomething)) return 'absent';
    return findings.includes('missed') ? 'missed' : 'matched';
  }

  /** The words by which a part is met, in order and none within another. */
  wordsOf(node: CompiledNode): MatchedWord[] {
    const words = this.collect(node).sort(
      (a, b) => FIELD_ORDER[a.field] - FIELD_ORDER[b.field] || a.start - b.start || b.end - a.end,
    );
    const ends = new Map<MatchedWord['field'], number>();
    return words.filter((word) => {
      if (word.start < (ends.get(word.field) ?? 0)) return false;
      ends.set(word.field, word.end);
      return true;
    });
  }

  private collect(node: CompiledNode): MatchedWord[] {
    switch (node.type) {
      case 'everything':
      case 'not':
        return [];
      case 'tag':
        return this.briefing.tags.has(node.tag)
          ? [{ field: 'tag', start: 0, end: node.tag.length, text: node.tag }]
          : [];
      case 'and':
      case 'or':
        return node.parts.flatMap((part) =>
          this.findingOf(part) === 'matched' ? this.collect(part) : [],
        );
      default: {
        const spans = this.spansOf(node);
        return spans === 'absent' ? [] : spans.flatMap((span) => this.wordsAt(span, node.scope));
      }
    }
  }

  private spansOf(node: CompiledPhrase | Prefix | CompiledNear): Span[] | 'absent' {
    const known = this.found.get(node);
    if (known) return known;
    const found = this.lookFor(node);
    this.found.set(node, found);
    return found;
  }

  private lookFor(node: CompiledPhrase | Prefix | CompiledNear): Span[] | 'absent' {
    if (node.type === 'phrase') return phraseSpans(node, this.briefing, this.by);
    if (node.type === 'prefix') return prefixSpans(node, this.briefing);
    const left = this.lookFor(node.left);
    const right = this.lookFor(node.right);
    if (left === 'absent' || right === 'absent') return left === 'absent' ? right : left;
    return nearSpans(left, right, node.distance);
  }

  /** One word for a span; where it goes on from the title into the body, one for each field. */
  private wordsAt({ from, to }: Span, scope: Scope): MatchedWord[] {
    const { text, starts, ends } = textOf(scope, this.briefing);
    const words: MatchedWord[] = [];
    let previous: { place: unknown; word: MatchedWord } | undefined;
    for (let position = from; position <= to; position++) {
      const start = starts[position] ?? 0;
      const end = ends[position] ?? 0;
      const place = this.placeOf(start, scope);
      if (previous?.place === place.field) {
        // A compound's parts end with it; the compound itself comes first.
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

const FIELD_ORDER = { title: 0, summary: 1, body: 2, source: 3, tag: 4 } as const;

function anyOf(findings: readonly Finding[]): Finding {
  const said = findings.filter((finding) => finding !== 'absent');
  if (said.length === 0) return 'absent';
  return said.includes('matched') ? 'matched' : 'missed';
}

function opposite(finding: Finding): Finding {
  if (finding === 'absent') return 'absent';
  return finding === 'matched' ? 'missed' : 'matched';
}

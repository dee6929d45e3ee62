import type { Prefix, Scope } from '../expressions/expression';
import { requiresSomething } from '../expressions/requires-something';
import type { AnalyzedBriefing } from './analyze-briefing';
import type { Comparison } from './analyzed-text';
import type { CompiledNear, CompiledNode, CompiledPhrase, CompiledTopic } from './compile-topic';
import { nearSpans, phraseSpans, prefixSpans, type Span, textOf } from './occurrences';

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

/** The result for one part of a topic; `absent` if the part has only stop words. */
export type Finding = 'matched' | 'missed' | 'absent';

/**
 * Whether the briefing matches the topic, and by which words. This function decides: the indexes only
 * find candidates for it. Its time is linear in the length of the briefing.
 */
export function matchTopic(topic: CompiledTopic, briefing: AnalyzedBriefing): Match | undefined {
  const matcher = new TopicMatcher(topic, briefing);
  if (matcher.findingOf(topic.root) !== 'matched') return undefined;
  return { words: matcher.wordsOf(topic.root) };
}

/** Matches one topic against one briefing. The occurrences of each leaf are cached: they are needed twice. */
export class TopicMatcher {
  private readonly by: Comparison;
  private readonly cache = new Map<CompiledNode, Span[] | 'absent'>();

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
        return findingOfAny(node.parts.map((part) => this.findingOf(part)));
      case 'not':
        return negate(this.findingOf(node.part));
      case 'phrase':
      case 'prefix':
      case 'near': {
        const spans = this.spansOf(node);
        if (spans === 'absent') return 'absent';
        return spans.length > 0 ? 'matched' : 'missed';
      }
      default:
        return node satisfies never;
    }
  }

  /** Ignored parts neither help nor prevent a match, because PostgreSQL drops stop words from a query. */
  private findingOfAll(parts: readonly CompiledNode[]): Finding {
    const findings = parts.map((part) => this.findingOf(part));
    const counted = parts.filter((_, index) => findings[index] !== 'absent');
    const someIgnored = counted.length < parts.length;
    if (someIgnored && !counted.some(requiresSomething)) return 'absent';
    return findings.includes('missed') ? 'missed' : 'matched';
  }

  /** The words that made a part match, in order; none overlaps another. */
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
      case 'phrase':
      case 'prefix':
      case 'near': {
        const spans = this.spansOf(node);
        return spans === 'absent' ? [] : spans.flatMap((span) => this.wordsAt(span, node.scope));
      }
      default:
        return node satisfies never;
    }
  }

  private spansOf(node: CompiledPhrase | Prefix | CompiledNear): Span[] | 'absent' {
    const cached = this.cache.get(node);
    if (cached) return cached;
    const spans = this.findSpans(node);
    this.cache.set(node, spans);
    return spans;
  }

  private findSpans(node: CompiledPhrase | Prefix | CompiledNear): Span[] | 'absent' {
    if (node.type === 'phrase') return phraseSpans(node, this.briefing, this.by);
    if (node.type === 'prefix') return prefixSpans(node, this.briefing);
    const left = this.findSpans(node.left);
    const right = this.findSpans(node.right);
    if (left === 'absent' || right === 'absent') return left === 'absent' ? right : left;
    return nearSpans(left, right, node.distance);
  }

  /** One word for a span; if it continues from the title into the body, one for each field. */
  private wordsAt({ from, to }: Span, scope: Scope): MatchedWord[] {
    const { text, starts, ends } = textOf(scope, this.briefing);
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

const FIELD_ORDER = { title: 0, summary: 1, body: 2, source: 3, tag: 4 } as const;

function findingOfAny(findings: readonly Finding[]): Finding {
  const counted = findings.filter((finding) => finding !== 'absent');
  if (counted.length === 0) return 'absent';
  return counted.includes('matched') ? 'matched' : 'missed';
}

function negate(finding: Finding): Finding {
  if (finding === 'absent') return 'absent';
  return finding === 'matched' ? 'missed' : 'matched';
}

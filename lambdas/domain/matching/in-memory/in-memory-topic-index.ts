import { type Aliases, noAliases } from '../../expressions/aliases';
import type { Expression } from '../../expressions/expression';
import { readExpression } from '../../expressions/read-expression';
import { languageOf, type TopicLanguage } from '../../languages/language';
import { type AnalyzedBriefing, analyzeBriefing, type BriefingText } from '../analyze-briefing';
import type { TextLanguage } from '../analyzed-text';
import { type CompiledTopic, compileTopic } from '../compile-topic';
import { type Match, matchTopic } from '../match-topic';
import { shippedFrequencies, type WordFrequencies } from '../word-frequencies';
import { LanguageIndex } from './language-index';

export interface TopicMatch {
  id: string;
  match: Match;
}

/** Compiled topics kept for reading against texts; each can be made again from its canonical form. */
const MAX_CACHED_TOPICS = 10_000;

/**
 * The reverse index, in memory: which topics does a briefing meet? The time a briefing takes follows
 * its words and the topics it meets, not the number of topics. Topics are kept as their canonical
 * text and a few integers, so that a million fit.
 */
export class InMemoryTopicIndex {
  /** By topic number; a number is never used again. The id is undefined once removed. */
  private readonly ids: (string | undefined)[] = [];
  private readonly canonicals: string[] = [];
  private readonly languages: TopicLanguage[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly indexes = new Map<TextLanguage, { view: LanguageIndex; foreignUpTo: number }>();
  private readonly compiled = new Map<number, CompiledTopic>();
  private seen = new Int32Array(1024);
  private round = 0;

  constructor(
    private readonly aliases: Aliases = noAliases,
    private readonly rarity: WordFrequencies = shippedFrequencies,
  ) {}

  get size(): number {
    return this.numbers.size;
  }

  /** Adds a topic, in place of any of the same id. */
  add(id: string, expression: Expression): void {
    this.remove(id);
    const number = this.ids.length;
    const { canonical, language } = expression;
    this.ids.push(id);
    this.canonicals.push(canonical);
    this.languages.push(language);
    this.numbers.set(id, number);
    if (language !== 'any') {
      this.indexOf(language).view.add(number, compileTopic(expression, this.aliases));
    }
  }

  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    const topic = this.topicAt(number);
    for (const { view } of this.indexes.values()) if (topic) view.remove(number, topic);
    this.numbers.delete(id);
    this.compiled.delete(number);
    this.ids[number] = undefined;
    this.canonicals[number] = '';
  }

  /** The ids of the topics that the briefing meets, each once. */
  matchingIds(briefing: BriefingText): string[] {
    return this.matchingNumbers(briefing).map((number) => this.idOf(number));
  }

  /** The topics that the briefing meets, and why. */
  match(briefing: BriefingText): TopicMatch[] {
    const numbers = this.matchingNumbers(briefing);
    if (numbers.length === 0) return [];
    const analyzed = analyzeBriefing(briefing);
    return numbers.flatMap((number) => {
      const topic = this.topicAt(number);
      const match = topic && matchTopic(topic, analyzed);
      return match ? [{ id: this.idOf(number), match }] : [];
    });
  }

  private idOf(number: number): string {
    return this.ids[number] ?? '';
  }

  private matchingNumbers(briefing: BriefingText): number[] {
    const met: number[] = [];
    let analyzed: AnalyzedBriefing | undefined;
    this.round++;
    if (this.seen.length < this.ids.length) this.seen = new Int32Array(this.ids.length * 2);
    for (const found of this.completeIndex(briefing).candidates(briefing)) {
      const number = found >> 1;
      if (this.seen[number] === this.round) continue;
      if (found & 1) {
        const topic = this.topicAt(number);
        analyzed ??= analyzeBriefing(briefing);
        if (!topic || !matchTopic(topic, analyzed)) continue;
      }
      this.seen[number] = this.round;
      met.push(number);
    }
    return met;
  }

  /** The view of the briefing's language, with the topics of all other languages in it. */
  private completeIndex(briefing: BriefingText): LanguageIndex {
    const entry = this.indexOf(languageOf(briefing.language));
    for (; entry.foreignUpTo < this.ids.length; entry.foreignUpTo++) {
      if (this.languages[entry.foreignUpTo] === entry.view.language) continue;
      const topic = this.topicAt(entry.foreignUpTo);
      if (topic) entry.view.add(entry.foreignUpTo, topic);
    }
    return entry.view;
  }

  private indexOf(language: TextLanguage): { view: LanguageIndex; foreignUpTo: number } {
    const known = this.indexes.get(language);
    if (known) return known;
    const made = { view: new LanguageIndex(language, this.rarity), foreignUpTo: 0 };
    this.indexes.set(language, made);
    return made;
  }

  private topicAt(number: number): CompiledTopic | undefined {
    const kept = this.compiled.get(number);
    if (kept) return kept;
    if (this.ids[number] === undefined) return undefined;
    const read = readExpression(this.canonicals[number] ?? '', this.languages[number]);
    if (read.outcome !== 'read') return undefined;
    const compiled = compileTopic(read.expression, this.aliases);
    if (this.compiled.size >= MAX_CACHED_TOPICS) this.compiled.clear();
    this.compiled.set(number, compiled);
    return compiled;
  }
}

import { type Aliases, noAliases } from '../../expressions/aliases';
import type { Expression } from '../../expressions/expression';
import { readExpression } from '../../expressions/read-expression';
import { languageOf, type TopicLanguage } from '../../languages/language';
import { type AnalyzedBriefing, analyzeBriefing, type BriefingText } from '../analyze-briefing';
import { type CompiledTopic, compileTopic } from '../compile-topic';
import { type Match, matchTopic } from '../match-topic';
import type { TextLanguage } from '../searched-words';
import { shippedFrequencies, type WordFrequencies } from '../word-frequencies';
import { LanguageIndex } from './language-index';

export interface TopicMatch {
  id: string;
  match: Match;
}

/** How many compiled topics are cached; each can be compiled again from its canonical form. */
const MAX_CACHED_TOPICS = 10_000;

/**
 * A reverse index in memory: finds the topics that a briefing matches. The time per briefing depends
 * on its words and its matches, not on the number of topics. Topics are stored as their canonical
 * form and a few integers, so that a million fit in memory.
 */
export class InMemoryTopicIndex {
  /** By topic number; a number is never reused. The id is undefined once the topic is removed. */
  private readonly ids: (string | undefined)[] = [];
  private readonly canonicals: string[] = [];
  private readonly languages: TopicLanguage[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly indexes = new Map<TextLanguage, { index: LanguageIndex; foreignUpTo: number }>();
  private readonly compiled = new Map<number, CompiledTopic>();
  /** The round in which each topic was last found, so that it is listed once per briefing. */
  private foundInRound = new Int32Array(1024);
  private round = 0;

  constructor(
    private readonly aliases: Aliases = noAliases,
    private readonly frequencies: WordFrequencies = shippedFrequencies,
  ) {}

  get size(): number {
    return this.numbers.size;
  }

  /** Adds a topic, or replaces the one with the same id. */
  add(id: string, expression: Expression): void {
    this.remove(id);
    const number = this.ids.length;
    const { canonical, language } = expression;
    this.ids.push(id);
    this.canonicals.push(canonical);
    this.languages.push(language);
    this.numbers.set(id, number);
    if (language !== 'any') {
      this.indexOf(language).index.add(number, compileTopic(expression, this.aliases));
    }
  }

  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    const topic = this.topicAt(number);
    for (const { index } of this.indexes.values()) if (topic) index.remove(number, topic);
    this.numbers.delete(id);
    this.compiled.delete(number);
    this.ids[number] = undefined;
    this.canonicals[number] = '';
  }

  /** The ids of the topics that the briefing matches, each once. */
  matchingIds(briefing: BriefingText): string[] {
    return this.matchingNumbers(briefing).map((number) => this.idOf(number));
  }

  /** The topics that the briefing matches, and why. */
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
    const matching: number[] = [];
    let analyzed: AnalyzedBriefing | undefined;
    this.round++;
    if (this.foundInRound.length < this.ids.length) {
      this.foundInRound = new Int32Array(this.ids.length * 2);
    }
    for (const candidate of this.completeIndex(briefing).candidates(briefing)) {
      const number = candidate >> 1;
      if (this.foundInRound[number] === this.round) continue;
      const undecided = candidate & 1;
      if (undecided) {
        const topic = this.topicAt(number);
        analyzed ??= analyzeBriefing(briefing);
        if (!topic || !matchTopic(topic, analyzed)) continue;
      }
      this.foundInRound[number] = this.round;
      matching.push(number);
    }
    return matching;
  }

  /** The index of the briefing's language, with the topics of all other languages added. */
  private completeIndex(briefing: BriefingText): LanguageIndex {
    const entry = this.indexOf(languageOf(briefing.language));
    for (; entry.foreignUpTo < this.ids.length; entry.foreignUpTo++) {
      if (this.languages[entry.foreignUpTo] === entry.index.language) continue;
      const topic = this.topicAt(entry.foreignUpTo);
      if (topic) entry.index.add(entry.foreignUpTo, topic);
    }
    return entry.index;
  }

  private indexOf(language: TextLanguage): { index: LanguageIndex; foreignUpTo: number } {
    const existing = this.indexes.get(language);
    if (existing) return existing;
    const created = { index: new LanguageIndex(language, this.frequencies), foreignUpTo: 0 };
    this.indexes.set(language, created);
    return created;
  }

  private topicAt(number: number): CompiledTopic | undefined {
    const cached = this.compiled.get(number);
    if (cached) return cached;
    if (this.ids[number] === undefined) return undefined;
    const read = readExpression(this.canonicals[number] ?? '', this.languages[number]);
    if (read.outcome !== 'read') return undefined;
    const compiled = compileTopic(read.expression, this.aliases);
    if (this.compiled.size >= MAX_CACHED_TOPICS) this.compiled.clear();
    this.compiled.set(number, compiled);
    return compiled;
  }
}

import { type Aliases, noAliases } from '../expressions/aliases';
import type { Expression } from '../expressions/expression';
import type { AnalyzedBriefing } from './analyze-briefing';
import { anchorsOf } from './anchors';
import { type CompiledTopic, compileTopic } from './compile-topic';
import { lookupKeys } from './lookup-keys';
import { type Match, meet } from './meet';
import type { Rarity } from './rarity';

export interface TopicMatch {
  id: string;
  match: Match;
}

interface IndexedTopic {
  id: string;
  topic: CompiledTopic;
  anchors: readonly string[];
}

/** The reverse index, in memory: which topics does a briefing meet? */
export class TopicIndex {
  private readonly topics = new Map<string, IndexedTopic>();
  private readonly hanging = new Map<string, Set<IndexedTopic>>();

  constructor(
    private readonly rarity: Rarity,
    private readonly aliases: Aliases = noAliases,
  ) {}

  /** Adds a topic, in place of any of the same id. */
  add(id: string, expression: Expression): void {
    this.remove(id);
    const topic = compileTopic(expression, this.aliases);
    const indexed = { id, topic, anchors: anchorsOf(topic, this.rarity) };
    this.topics.set(id, indexed);
    for (const anchor of indexed.anchors) {
      const here = this.hanging.get(anchor);
      if (here) here.add(indexed);
      else this.hanging.set(anchor, new Set([indexed]));
    }
  }

  remove(id: string): void {
    const indexed = this.topics.get(id);
    if (!indexed) return;
    this.topics.delete(id);
    for (const anchor of indexed.anchors) {
      const here = this.hanging.get(anchor);
      here?.delete(indexed);
      if (here?.size === 0) this.hanging.delete(anchor);
    }
  }

  /** Every topic that the briefing meets, each once. */
  *match(briefing: AnalyzedBriefing): Generator<TopicMatch> {
    const seen = new Set<IndexedTopic>();
    for (const key of lookupKeys(briefing)) {
      for (const indexed of this.hanging.get(key) ?? []) {
        if (seen.has(indexed)) continue;
        seen.add(indexed);
        const match = meet(indexed.topic, briefing);
        if (match) yield { id: indexed.id, match };
      }
    }
  }
}

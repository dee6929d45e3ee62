import type { PhraseWord, Prefix } from '../expressions/expression';
import type { TopicLanguage } from '../languages/language';
import { isStopWordInAnyLanguage } from '../languages/stop-words';
import { type AnchorType, anchorCost } from './anchor-cost';
import type { CompiledNode, CompiledPhrase, CompiledTopic } from './compile-topic';
import {
  everythingKey,
  prefixKey,
  sourceKey,
  sourcePrefixKey,
  tagKey,
  termKey,
} from './index-keys';
import type { Comparison } from './searched-words';
import type { WordFrequencies } from './word-frequencies';

/**
 * The keys under which a topic is indexed. Every briefing that matches the topic looks up at least
 * one of them: the topic's rarest required word, by stem for briefings in its own language and as
 * written for all others; one for each branch of an OR and for each alias.
 */
export function chooseAnchors(topic: CompiledTopic, frequencies: WordFrequencies): string[] {
  const { language, root } = topic;
  const foreign = new AnchorChooser('surface', language, frequencies).of(root);
  if (language === 'any') return [...new Set(foreign?.keys)];
  const own = new AnchorChooser('stem', language, frequencies).of(root);
  return [...new Set([...(own?.keys ?? []), ...(foreign?.keys ?? [])])];
}

interface Anchor {
  keys: readonly string[];
  /** See {@link anchorCost}. */
  cost: number;
  /** Whether some language treats every word here as a stop word, so that a briefing may match without them. */
  mayBeDropped: boolean;
}

class AnchorChooser {
  constructor(
    private readonly by: Comparison,
    private readonly language: TopicLanguage,
    private readonly frequencies: WordFrequencies,
  ) {}

  /** Undefined for a part that requires nothing. */
  of(node: CompiledNode): Anchor | undefined {
    switch (node.type) {
      case 'not':
        return undefined;
      case 'everything':
        return this.certain('everything', everythingKey);
      case 'tag':
        return this.certain('tag', tagKey(node.tag));
      case 'and':
        return cheapest(node.parts.map((part) => this.of(part)));
      case 'or':
        return this.ofBranches(node.parts);
      case 'near':
        return cheapest([this.of(node.left), this.of(node.right)]);
      case 'prefix':
        return this.ofPrefix(node);
      case 'phrase':
        return this.ofPhrase(node);
      default:
        return node satisfies never;
    }
  }

  /** A branch that requires nothing leaves the whole OR without an anchor. */
  private ofBranches(branches: readonly CompiledNode[]): Anchor | undefined {
    const anchors = branches.map((branch) => this.of(branch));
    return anchors.includes(undefined) ? undefined : combine(anchors);
  }

  private ofPrefix({ scope, start }: Prefix): Anchor {
    return this.certain('prefix', scope === 'source' ? sourcePrefixKey : prefixKey(start));
  }

  private ofPhrase({ scope, alternatives }: CompiledPhrase): Anchor | undefined {
    const keyOf = scope === 'source' ? sourceKey : termKey;
    return combine(
      alternatives.map((words) => cheapest(words.map((word) => this.ofWord(word, keyOf)))),
    );
  }

  private ofWord(word: PhraseWord, keyOf: (term: string) => string): Anchor {
    const term = word[this.by];
    return {
      keys: [keyOf(term)],
      cost: anchorCost('word', term, this.language, this.frequencies),
      mayBeDropped: this.by === 'surface' && isStopWordInAnyLanguage(term),
    };
  }

  private certain(type: AnchorType, key: string): Anchor {
    const cost = anchorCost(type, '', this.language, this.frequencies);
    return { keys: [key], cost, mayBeDropped: false };
  }
}

/**
 * If all parts are required, one anchor is enough, unless some language treats it as a stop word. Otherwise
 * all are needed.
 */
function cheapest(parts: readonly (Anchor | undefined)[]): Anchor | undefined {
  const anchors = parts.filter((part) => part !== undefined);
  const neverDropped = anchors.filter(({ mayBeDropped }) => !mayBeDropped);
  if (neverDropped.length === 0) return combine(anchors);
  return neverDropped.reduce((best, anchor) => (anchor.cost < best.cost ? anchor : best));
}

function combine(parts: readonly (Anchor | undefined)[]): Anchor | undefined {
  const anchors = parts.filter((part) => part !== undefined);
  if (anchors.length === 0) return undefined;
  return {
    keys: anchors.flatMap(({ keys }) => keys),
    cost: anchors.reduce((sum, { cost }) => sum + cost, 0),
    mayBeDropped: anchors.every(({ mayBeDropped }) => mayBeDropped),
  };
}

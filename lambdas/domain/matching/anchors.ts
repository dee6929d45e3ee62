import type { PhraseWord, Prefix } from '../expressions/expression';
import type { TopicLanguage } from '../languages/language';
import { isStopWordSomewhere } from '../languages/stop-words';
import type { Comparison } from './analyzed-text';
import type { CompiledNode, CompiledPhrase, CompiledTopic } from './compile-topic';
import {
  everythingKey,
  prefixKey,
  sourceKey,
  sourcePrefixKey,
  tagKey,
  termKey,
} from './index-keys';
import type { WordFrequencies } from './word-frequencies';

/**
 * The keys under which a topic hangs, so that every briefing that meets it looks up at least one:
 * its rarest required word, by stem for briefings in its own language and as written for all
 * others; one for each branch of an OR and for each alias.
 */
export function chooseAnchors(topic: CompiledTopic, rarity: WordFrequencies): string[] {
  const { language, root } = topic;
  const foreign = new AnchorChooser('surface', language, rarity).of(root);
  if (language === 'any') return [...new Set(foreign?.keys)];
  const own = new AnchorChooser('stem', language, rarity).of(root);
  return [...new Set([...(own?.keys ?? []), ...(foreign?.keys ?? [])])];
}

interface Anchor {
  keys: readonly string[];
  /** How many briefings will look at the topic in vain, by the rarity given. */
  cost: number;
  /** Whether some language has nothing but stop words here, so that a briefing may be met without. */
  absentSomewhere: boolean;
}

/** A tag that one briefing in twenty carries, on the scale of `Rarity`: rarer than common words only. */
const TAG_COST = 100;
/** A prefix is shared by many words, and everything by everything. */
const PREFIX_COST = 1e6;
const EVERYTHING_COST = 1e9;

class AnchorChooser {
  constructor(
    private readonly by: Comparison,
    private readonly language: TopicLanguage,
    private readonly rarity: WordFrequencies,
  ) {}

  /** Undefined for what requires nothing. */
  of(node: CompiledNode): Anchor | undefined {
    switch (node.type) {
      case 'not':
        return undefined;
      case 'everything':
        return certain(everythingKey, EVERYTHING_COST);
      case 'tag':
        return certain(tagKey(node.tag), TAG_COST);
      case 'and':
        return cheapest(node.parts.map((part) => this.of(part)));
      case 'or':
        return this.ofBranches(node.parts);
      case 'near':
        return cheapest([this.of(node.left), this.of(node.right)]);
      case 'prefix':
        return anchorOfPrefix(node);
      default:
        return this.ofPhrase(node);
    }
  }

  /** A branch that requires nothing leaves the whole OR without an anchor. */
  private ofBranches(branches: readonly CompiledNode[]): Anchor | undefined {
    const anchors = branches.map((branch) => this.of(branch));
    return anchors.includes(undefined) ? undefined : together(anchors);
  }

  private ofPhrase({ scope, alternatives }: CompiledPhrase): Anchor | undefined {
    const keyOf = scope === 'source' ? sourceKey : termKey;
    return together(
      alternatives.map((words) => cheapest(words.map((word) => this.ofWord(word, keyOf)))),
    );
  }

  private ofWord(word: PhraseWord, keyOf: (term: string) => string): Anchor {
    const term = word[this.by];
    return {
      keys: [keyOf(term)],
      cost: this.rarity.frequency(term, this.language),
      absentSomewhere: this.by === 'surface' && isStopWordSomewhere(term),
    };
  }
}

const certain = (key: string, cost: number): Anchor => ({
  keys: [key],
  cost,
  absentSomewhere: false,
});

const anchorOfPrefix = ({ scope, start }: Prefix): Anchor =>
  certain(scope === 'source' ? sourcePrefixKey : prefixKey(start), PREFIX_COST);

/** One part is enough where all are required, if no language drops it; else all of them. */
function cheapest(parts: readonly (Anchor | undefined)[]): Anchor | undefined {
  const anchors = parts.filter((part) => part !== undefined);
  const certainOnes = anchors.filter(({ absentSomewhere }) => !absentSomewhere);
  if (certainOnes.length === 0) return together(anchors);
  return certainOnes.reduce((best, anchor) => (anchor.cost < best.cost ? anchor : best));
}

function together(parts: readonly (Anchor | undefined)[]): Anchor | undefined {
  const anchors = parts.filter((part) => part !== undefined);
  if (anchors.length === 0) return undefined;
  return {
    keys: anchors.flatMap(({ keys }) => keys),
    cost: anchors.reduce((sum, { cost }) => sum + cost, 0),
    absentSomewhere: anchors.every(({ absentSomewhere }) => absentSomewhere),
  };
}

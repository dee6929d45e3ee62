import { fold } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import { readPhrase } from './read-phrase';

/** Names that stand for each other, maintained by the operator. */
export interface Aliases {
  /** For a folded name, all names of its group including itself; names of a group share one list. */
  readonly groupOf: ReadonlyMap<string, readonly string[]>;
}

export const noAliases: Aliases = { groupOf: new Map() };

/**
 * Parses the operator's file: one group per line, names separated by commas, `#` starts a comment.
 * Two groups that share a name become one group.
 */
export function parseAliases(text: string): Aliases {
  const groups = new Map<string, Set<string>>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) addLine(groups, line);
  const lists = new Map([...new Set(groups.values())].map((group) => [group, [...group].sort()]));
  return { groupOf: new Map([...groups].map(([name, group]) => [name, lists.get(group) ?? []])) };
}

function addLine(groups: Map<string, Set<string>>, line: string): void {
  const names = (line.split('#', 1)[0] ?? '').split(/[,،]/).map(folded).filter(Boolean);
  if (names.length < 2) return;
  const joined = new Set(names.flatMap((name) => [name, ...(groups.get(name) ?? [])]));
  for (const name of joined) groups.set(name, joined);
}

const folded = (name: string): string => fold(name.trim()).replace(/\s+/g, ' ');

/** The aliases as they are written in topics of one language. */
export interface WrittenAliases {
  /** For a name, written as a canonical phrase, all names of its group. */
  readonly groupOf: ReadonlyMap<string, readonly string[]>;
  /** The number of words of the longest name, including stop words; 0 without aliases. */
  readonly maxWords: number;
}

const cache = new WeakMap<Aliases, Map<TopicLanguage, WrittenAliases>>();

/** The aliases for topics of a language; cached for each `Aliases` object. */
export function aliasesIn(language: TopicLanguage, aliases: Aliases): WrittenAliases {
  const byLanguage = cache.get(aliases) ?? new Map<TopicLanguage, WrittenAliases>();
  cache.set(aliases, byLanguage);
  const cached = byLanguage.get(language);
  if (cached) return cached;
  const written = writeAliases(language, aliases);
  byLanguage.set(language, written);
  return written;
}

function writeAliases(language: TopicLanguage, { groupOf }: Aliases): WrittenAliases {
  const entries = [...new Set(groupOf.values())].flatMap((group) =>
    group.flatMap((name): [string, readonly string[]][] => {
      const phrase = readPhrase(name, language, 'text');
      return phrase ? [[phrase.written, group]] : [];
    }),
  );
  const maxWords = Math.max(0, ...entries.map(([name]) => name.split(' ').length));
  return { groupOf: new Map(entries), maxWords };
}

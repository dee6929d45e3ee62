import { fold } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import { readPhrase } from './read-phrase';

/** Names that mean the same, maintained by the operator. */
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
  for (const line of linesOf(text)) addGroup(groups, namesOf(line));
  const lists = new Map([...new Set(groups.values())].map((group) => [group, [...group].sort()]));
  return { groupOf: new Map([...groups].map(([name, group]) => [name, lists.get(group) ?? []])) };
}

/** The lines of the file, without a byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

/** The distinct names on a line, folded; none on an empty line or a comment. */
export function namesOf(line: string): string[] {
  const names = (line.split('#', 1)[0] ?? '').split(/[,،]/).map(folded);
  return [...new Set(names)].filter(Boolean);
}

/**
 * Joins the names and every group that one of them is in. The smaller groups move into the largest,
 * so that a file whose lines all share a name takes no quadratic time.
 */
function addGroup(groups: Map<string, Set<string>>, names: readonly string[]): void {
  if (names.length < 2) return;
  const existing = new Set(names.flatMap((name) => groups.get(name) ?? []));
  const [largest = new Set<string>(), ...others] = [...existing].sort((a, b) => b.size - a.size);
  for (const name of [names, ...others].flatMap((group) => [...group])) {
    largest.add(name);
    groups.set(name, largest);
  }
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
  const maxWords = entries.reduce((max, [name]) => Math.max(max, name.split(' ').length), 0);
  return { groupOf: new Map(entries), maxWords };
}

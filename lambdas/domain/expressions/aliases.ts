import { fold } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import { readPhrase } from './read-phrase';

/** Names that stand for one another, kept by the operator. */
export interface Aliases {
  /** For a folded name, all names of its group, itself among them: one list for all of them. */
  readonly groupOf: ReadonlyMap<string, readonly string[]>;
}

export const noAliases: Aliases = { groupOf: new Map() };

/**
 * Reads the operator's file: a group a line, names parted by commas, `#` begins a comment.
 * A name that stands in two groups joins them.
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

/** The aliases as topics of one language have them written. */
export interface WrittenAliases {
  /** For a name as a phrase is printed, all names of its group. */
  readonly groupOf: ReadonlyMap<string, readonly string[]>;
  /** The most words, common ones included, that one name has; 0 without any. */
  readonly longest: number;
}

const written = new WeakMap<Aliases, Map<TopicLanguage, WrittenAliases>>();

export function aliasesIn(language: TopicLanguage, aliases: Aliases): WrittenAliases {
  const byLanguage = written.get(aliases) ?? new Map<TopicLanguage, WrittenAliases>();
  written.set(aliases, byLanguage);
  const known = byLanguage.get(language);
  if (known) return known;
  const made = writeAliases(language, aliases);
  byLanguage.set(language, made);
  return made;
}

function writeAliases(language: TopicLanguage, { groupOf }: Aliases): WrittenAliases {
  const entries = [...new Set(groupOf.values())].flatMap((group) =>
    group.flatMap((name): [string, readonly string[]][] => {
      const phrase = readPhrase(name, language, 'text');
      return phrase ? [[phrase.written, group]] : [];
    }),
  );
  const longest = Math.max(0, ...entries.map(([name]) => name.split(' ').length));
  return { groupOf: new Map(entries), longest };
}

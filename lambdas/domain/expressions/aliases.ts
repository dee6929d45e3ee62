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

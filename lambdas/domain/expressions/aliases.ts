import { fold } from '../languages/characters';

/** Names that stand for one another, kept by the operator. */
export interface Aliases {
  /** For a folded name, all names of its group, itself among them. */
  readonly groupOf: ReadonlyMap<string, readonly string[]>;
  /** The most words that one name has. */
  readonly longest: number;
}

export const noAliases: Aliases = { groupOf: new Map(), longest: 0 };

/**
 * Reads the operator's file: a group a line, names parted by commas, `#` begins a comment.
 * A name that stands in two groups joins them.
 */
export function parseAliases(text: string): Aliases {
  const groups = new Map<string, Set<string>>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) addLine(groups, line);
  const groupOf = new Map([...groups].map(([name, group]) => [name, [...group].sort()] as const));
  const longest = Math.max(0, ...[...groups.keys()].map((name) => name.split(' ').length));
  return { groupOf, longest };
}

function addLine(groups: Map<string, Set<string>>, line: string): void {
  const names = (line.split('#', 1)[0] ?? '').split(/[,،]/).map(aliasKey).filter(Boolean);
  if (names.length < 2) return;
  const joined = new Set(names.flatMap((name) => [name, ...(groups.get(name) ?? [])]));
  for (const name of joined) groups.set(name, joined);
}

/** A name as it is compared: folded, single spaces. */
export function aliasKey(name: string): string {
  return fold(name.trim()).replace(/\s+/g, ' ');
}

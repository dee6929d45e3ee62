import { readAliasFile } from '../domain/expressions/read-alias-file';

export interface ReplaceAliasesDependencies {
  writeAliases: (text: string) => Promise<void>;
}

export type ReplaceAliasesOutcome =
  /** `names` is how many names have at least one alias. */
  | { outcome: 'replaced'; names: number }
  /** `reason` is a sentence for the operator; the aliases are unchanged. */
  | { outcome: 'refused'; reason: string };

/** Replaces the operator's aliases. Topics move in the index when it is rebuilt. */
export function replaceAliases({ writeAliases }: ReplaceAliasesDependencies) {
  return async (text: string): Promise<ReplaceAliasesOutcome> => {
    const read = readAliasFile(text);
    if (read.outcome === 'refused') return read;
    await writeAliases(text);
    return { outcome: 'replaced', names: read.value.groupOf.size };
  };
}

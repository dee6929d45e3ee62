import { join } from 'node:path';
import { loadBundled } from './bundled';
import type { MatchOptions, Streams } from './match-run';

export type { MatchOptions } from './match-run';

/**
 * Matches a file of briefings against a file of topics, without a database. Returns the exit code:
 * 0, or 1 where something was refused or could not be read.
 */
export async function runMatch(options: MatchOptions, streams: Streams): Promise<number> {
  const { matchFiles } = loadBundled(
    join(__dirname, 'match-run.ts'),
  ) as typeof import('./match-run');
  return matchFiles(options, streams);
}

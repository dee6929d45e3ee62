import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { postJson } from './post-json';

const SEEDS = path.resolve(__dirname, '../../seeds');

const aliasesSchema = z.object({ text: z.string() });

/**
 * Publishes the sample briefings through the HTTP API, after the aliases that they are matched by.
 * What was published before is updated.
 *
 * @throws Error with the service's own sentence when it refuses.
 */
export async function loadSeeds(siteUrl: string): Promise<void> {
  await loadSeedAliases(siteUrl);
  const lines = await readFile(path.join(SEEDS, 'briefings.jsonl'), 'utf8');
  const briefings = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
  await postJson(`${siteUrl}/api/briefings`, briefings);
}

/** Gives the service the sample aliases, unless it has aliases of the operator's already. */
export async function loadSeedAliases(siteUrl: string): Promise<void> {
  const present = aliasesSchema.parse(await postJson(`${siteUrl}/api/aliases`, {}));
  if (present.text.trim() !== '') return;
  const text = await readFile(path.join(SEEDS, 'aliases.txt'), 'utf8');
  await postJson(`${siteUrl}/api/aliases`, { text });
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { postJson } from './post-json';

const SEEDS = path.resolve(__dirname, '../../seeds');

const aliasesSchema = z.object({ text: z.string() });

/**
 * Publishes the sample briefings through the HTTP API, after the aliases used to match them.
 * Briefings that were published before are updated.
 *
 * @throws Error with the service's response if it refuses them.
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

/** Sets the sample aliases, unless the operator has set aliases already. */
export async function loadSeedAliases(siteUrl: string): Promise<void> {
  const current = aliasesSchema.parse(await postJson(`${siteUrl}/api/aliases`, {}));
  if (current.text.trim() !== '') return;
  const text = await readFile(path.join(SEEDS, 'aliases.txt'), 'utf8');
  await postJson(`${siteUrl}/api/aliases`, { text });
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { postJson } from './post-json';

const SEEDS = path.resolve(__dirname, '../../seeds');

/** The sample briefings, as publishers send them. */
export async function seedBriefings(): Promise<unknown[]> {
  const text = await readFile(path.join(SEEDS, 'briefings.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

/**
 * Publishes briefings through the HTTP API. What was published before is updated.
 *
 * @throws Error with the service's own sentence when it refuses.
 */
export async function publish(siteUrl: string, briefings: readonly unknown[]): Promise<void> {
  await postJson(`${siteUrl}/api/briefings`, briefings);
}

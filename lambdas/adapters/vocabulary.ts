import { AliasFile } from './alias-file';
import { systemClock } from './clock';
import type { DynamoDb } from './dynamodb';
import { WordCountStore } from './word-counts';

/** Loads the operator's current aliases and the word frequencies from the Topics table. */
export function vocabularyLoader(client: DynamoDb, topicsTable: string) {
  const aliases = new AliasFile(client, topicsTable, systemClock);
  const counts = new WordCountStore(client, topicsTable, systemClock);
  return async () => {
    const [current, frequencies] = await Promise.all([aliases.readNow(), counts.frequencies()]);
    return { aliases: current, frequencies };
  };
}

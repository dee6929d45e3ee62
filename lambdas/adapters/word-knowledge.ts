import { AliasFile } from './alias-file';
import { systemClock } from './clock';
import type { DynamoDb } from './dynamodb';
import { SeenWords } from './seen-words';

/** What the Topics table knows of words, the aliases as of now. */
export function wordKnowledge(client: DynamoDb, topicsTable: string) {
  const aliases = new AliasFile(client, topicsTable, systemClock);
  const seen = new SeenWords(client, topicsTable, systemClock);
  return async () => {
    const [now, rarity] = await Promise.all([aliases.readNow(), seen.rarity()]);
    return { aliases: now, rarity };
  };
}

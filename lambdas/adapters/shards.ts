import { createHash } from 'node:crypto';

/**
 * The shard of an item, always the same for the same id. Items that would all have the same index key,
 * for example because they were written at the same time, are distributed over several partitions.
 */
export function shardOf<S extends string>(id: string, shards: readonly [S, ...S[]]): S {
  const first = createHash('sha256').update(id).digest().readUInt8(0);
  return shards[first % shards.length] ?? shards[0];
}

import { createHash } from 'node:crypto';

/**
 * One of the shards, the same for the same id: an index key that all items of one moment or one state
 * share would be one partition's, so they are spread over a few.
 */
export function shardOf<S extends string>(id: string, shards: readonly [S, ...S[]]): S {
  const first = createHash('sha256').update(id).digest().readUInt8(0);
  return shards[first % shards.length] ?? shards[0];
}

import { shardOf } from './shards';

/**
 * Numbers that distribute the ledger's index keys over partitions. A partition takes 1,000 writes a
 * second (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html)
 * and an email makes two, so these are enough for 8,000 emails a second.
 */
export const LEDGER_SHARDS = [
  ...(['0', '1', '2', '3', '4', '5', '6', '7'] as const),
  ...(['8', '9', '10', '11', '12', '13', '14', '15'] as const),
] as const;

export type LedgerShard = (typeof LEDGER_SHARDS)[number];

/** A partition key of the `byBriefing` index: the alerts of a briefing in one shard. */
export const briefingKeyOf = (briefingId: string, shard: LedgerShard): string =>
  `${briefingId}#${shard}`;

/** The briefing of a partition key of the `byBriefing` index. */
export const briefingIdOf = (briefingKey: string): string =>
  briefingKey.slice(0, briefingKey.lastIndexOf('#'));

/** The shard of a delivery or of any other entry of the ledger. */
export const ledgerShardOf = (deliveryId: string): LedgerShard =>
  shardOf(deliveryId, LEDGER_SHARDS);

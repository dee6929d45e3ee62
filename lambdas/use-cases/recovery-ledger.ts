import type { UnfinishedDelivery } from '../domain/unfinished-delivery';
import type { UnfinishedRequest } from '../domain/unfinished-request';

/** An unfinished entry, as an eventually consistent index shows it. */
export type UnfinishedEntry = { deliveryId: string; checkAt: string } & (
  | { readable: true; delivery: UnfinishedDelivery; request: UnfinishedRequest }
  /** This version cannot read it, for example because another version wrote it. */
  | { readable: false }
);

/**
 * What recovery reads and changes in the ledger. Each change returns false and does nothing if the
 * entry has changed since it was read.
 */
export interface RecoveryLedger {
  /**
   * The unfinished entries whose `checkAt` is not after `time` (ISO 8601), in pages, those of a shard in
   * the order of `checkAt`.
   */
  dueAt: (time: string) => AsyncIterable<UnfinishedEntry[]>;
  suspect: (
    deliveryId: string,
    suspicion: { claimedAt: string; now: string; checkAt: string },
  ) => Promise<boolean>;
  releaseSuspected: (
    deliveryId: string,
    release: { suspectedAt: string; checkAt: string },
  ) => Promise<boolean>;
  /** Moves `checkAt`, and counts that the entry was queued again. */
  postpone: (deliveryId: string, move: { from: string; checkAt: string }) => Promise<boolean>;
}

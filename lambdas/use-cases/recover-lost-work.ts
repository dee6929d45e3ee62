import type { DeliveryRequest } from '../domain/delivery';

export interface RecoverLostWorkDependencies {
  unmatchedSince: (time: string) => Promise<string[]>;
  /** Puts a briefing on the stream again. */
  retriggerMatch: (briefingId: string, now: string) => Promise<void>;
  /**
   * `unreadable` lists the ids of deliveries that this version cannot parse. They do not block the
   * others.
   */
  unfinishedSince: (time: string) => Promise<{ requests: DeliveryRequest[]; unreadable: string[] }>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

export interface RecoveryOutcome {
  briefings: number;
  deliveries: number;
  unreadable: string[];
}

/** Leaves time for the stream's own retries. */
const UNMATCHED_MS = 5 * 60_000;
/** Longer than `UNCERTAIN_CLAIM_MS`, after which a claim may be taken over. */
const UNFINISHED_MS = 11 * 60_000;

/** Finds work that should have finished but has not, and starts it again. */
export function recoverLostWork(dependencies: RecoverLostWorkDependencies) {
  return async (): Promise<RecoveryOutcome> => {
    const now = dependencies.now();
    const ago = (ms: number) => new Date(Date.parse(now) - ms).toISOString();

    const briefingIds = await dependencies.unmatchedSince(ago(UNMATCHED_MS));
    for (const briefingId of briefingIds) await dependencies.retriggerMatch(briefingId, now);

    const { requests, unreadable } = await dependencies.unfinishedSince(ago(UNFINISHED_MS));
    await dependencies.sendDeliveries(requests);

    return { briefings: briefingIds.length, deliveries: requests.length, unreadable };
  };
}

import type { DeliveryRequest } from '../domain/delivery';

export interface RecoverLostWorkDependencies {
  unmatchedSince: (time: string) => Promise<string[]>;
  /** Sends a briefing through the stream once more. */
  retriggerMatch: (briefingId: string, now: string) => Promise<void>;
  /** `unreadable`: ids of deliveries that this version can't read; they stand in no other's way. */
  unfinishedSince: (time: string) => Promise<{ requests: DeliveryRequest[]; unreadable: string[] }>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

export interface RecoveryOutcome {
  briefings: number;
  deliveries: number;
  unreadable: string[];
}

/** The stream's own retries come first. */
const UNMATCHED_MS = 5 * 60_000;
/** Longer than SES's own word takes, after which a claim may be taken over (see `UNCERTAIN_MS`). */
const UNFINISHED_MS = 11 * 60_000;

/** Finds what should have happened and did not, and starts it again. */
export function recoverLostWork(deps: RecoverLostWorkDependencies) {
  return async (): Promise<RecoveryOutcome> => {
    const now = deps.now();
    const ago = (ms: number) => new Date(Date.parse(now) - ms).toISOString();

    const briefingIds = await deps.unmatchedSince(ago(UNMATCHED_MS));
    for (const briefingId of briefingIds) await deps.retriggerMatch(briefingId, now);

    const { requests, unreadable } = await deps.unfinishedSince(ago(UNFINISHED_MS));
    await deps.sendDeliveries(requests);

    return { briefings: briefingIds.length, deliveries: requests.length, unreadable };
  };
}

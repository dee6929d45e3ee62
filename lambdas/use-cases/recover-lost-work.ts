import { mapConcurrently } from '../domain/map-concurrently';
import { msBetween } from '../domain/send-events';
import type { CleanUpOutcome } from './clean-up-unsubscribed';
import {
  type RecoverDeliveriesDependencies,
  type RecoveredDeliveries,
  recoverDeliveries,
} from './recover-deliveries';

export interface RecoverLostWorkDependencies extends RecoverDeliveriesDependencies {
  unmatchedSince: (time: string) => Promise<string[]>;
  /** Puts a briefing on the stream again if it is still unmatched. */
  retriggerMatch: (briefingId: string, now: string) => Promise<void>;
  /** Finishes the clean-up of people who have unsubscribed from everything. */
  cleanUpUnsubscribed: (now: string) => Promise<CleanUpOutcome>;
}

export interface RecoveryOutcome extends RecoveredDeliveries {
  briefings: number;
  cleanedUp: number;
}

/** A briefing that is unmatched for longer (ms) is lost work. Leaves time for the stream's own retries. */
export const UNMATCHED_MS = 5 * 60_000;

/** The limits of one run. No number of briefings takes time from the emails, which come first. */
const MAX_BRIEFINGS = 1_000;
const BRIEFINGS_MS = 10_000;
/** Enough to be fast, few enough for one connection pool. */
const MAX_CONCURRENT_WRITES = 25;

/**
 * Finds work that should have finished but has not, and starts it again: emails first, then briefings,
 * then the clean-up of people who left. One part that fails does not keep the others from running.
 *
 * @throws AggregateError if a part failed.
 */
export function recoverLostWork(dependencies: RecoverLostWorkDependencies) {
  const { now } = dependencies;

  const recoverUnfinished = recoverDeliveries(dependencies);

  return async (): Promise<RecoveryOutcome> => {
    const deliveries = await settle(recoverUnfinished());
    const briefings = await settle(recoverBriefings());
    const cleanedUp = await settle(cleanUp());
    if ('value' in deliveries && 'value' in briefings && 'value' in cleanedUp) {
      return { ...deliveries.value, briefings: briefings.value, cleanedUp: cleanedUp.value };
    }
    const errors = [deliveries, briefings, cleanedUp].flatMap((part) =>
      'error' in part ? [part.error] : [],
    );
    throw new AggregateError(errors, 'Some lost work was not recovered.');
  };

  /** Returns how many briefings were put on the stream again. The next run wakes the others. */
  async function recoverBriefings(): Promise<number> {
    const startedAt = now();
    const before = new Date(Date.parse(startedAt) - UNMATCHED_MS).toISOString();
    const briefingIds = (await dependencies.unmatchedSince(before)).slice(0, MAX_BRIEFINGS);
    let retriggered = 0;
    await mapConcurrently(briefingIds, MAX_CONCURRENT_WRITES, async (briefingId) => {
      if (msBetween(startedAt, now()) >= BRIEFINGS_MS) return;
      await dependencies.retriggerMatch(briefingId, now());
      retriggered += 1;
    });
    return retriggered;
  }

  async function cleanUp(): Promise<number> {
    const { cleanedUp, failures } = await dependencies.cleanUpUnsubscribed(now());
    if (failures.length > 0) throw new AggregateError(failures, 'Not everyone was cleaned up.');
    return cleanedUp;
  }
}

/** The result of a part, or why it failed. */
async function settle<T>(part: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await part };
  } catch (error) {
    return { error };
  }
}

import type { DigestFrequency } from '../domain/frequency';

export interface FindStrandedWorkDependencies {
  unmatchedSince: (time: string) => Promise<string[]>;
  /** The ids of deliveries that were claimed before the time and are not finished. */
  unfinishedSince: (time: string) => Promise<string[]>;
  overdueDigests: (
    time: string,
    limit: number,
  ) => Promise<{ subscriberId: string; frequency: DigestFrequency; dueAt: string }[]>;
  /** How many dead letters each queue has. */
  countDeadLetters: () => Promise<Record<string, number>>;
  now: () => string;
}

export interface StrandedWork {
  /** Ids of briefings that were published and not matched. */
  briefings: string[];
  /** Ids of deliveries that were begun and neither sent nor dropped. */
  deliveries: string[];
  digests: { subscriberId: string; frequency: DigestFrequency; dueAt: string }[];
  /** By queue; only queues that have some. */
  deadLetters: Record<string, number>;
  /** Whether there is more than the lists show. */
  more: boolean;
}

/** The stream, with its retries, takes seconds. */
const UNMATCHED_MS = 5 * 60_000;
/** Longer than `recover` needs to notice that a claim is open and to try again. */
const UNFINISHED_MS = 15 * 60_000;
/** The schedule of digests runs every five minutes. */
const OVERDUE_MS = 15 * 60_000;
/** Of each kind. */
const MAX_LISTED = 200;

/** Finds what should exist and does not, or has not moved for longer than it should. */
export function findStrandedWork(dependencies: FindStrandedWorkDependencies) {
  return async (): Promise<StrandedWork> => {
    const now = Date.parse(dependencies.now());
    const ago = (ms: number) => new Date(now - ms).toISOString();
    const [briefings, deliveries, digests, counts] = await Promise.all([
      dependencies.unmatchedSince(ago(UNMATCHED_MS)),
      dependencies.unfinishedSince(ago(UNFINISHED_MS)),
      dependencies.overdueDigests(ago(OVERDUE_MS), MAX_LISTED + 1),
      dependencies.countDeadLetters(),
    ]);
    const lists = { briefings, deliveries, digests };
    return {
      briefings: briefings.slice(0, MAX_LISTED),
      deliveries: deliveries.slice(0, MAX_LISTED),
      digests: digests.slice(0, MAX_LISTED),
      deadLetters: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      more: Object.values(lists).some(({ length }) => length > MAX_LISTED),
    };
  };
}

import type { Frequency } from '../domain/frequency';
import type { UnfinishedRequest } from '../domain/unfinished-request';
import { UNMATCHED_MS } from './recover-lost-work';
import type { UnfinishedEntry } from './recovery-ledger';

export interface FindStrandedWorkDependencies {
  unmatchedSince: (time: string) => Promise<string[]>;
  /** The unfinished entries of the ledger that should have been looked at by this time, in pages. */
  unfinishedDueAt: (time: string) => AsyncIterable<UnfinishedEntry[]>;
  overdueDigests: (
    time: string,
    limit: number,
  ) => Promise<{ subscriberId: string; frequency: Frequency; dueAt: string }[]>;
  /** How many dead letters each queue has. */
  countDeadLetters: () => Promise<Record<string, number>>;
  now: () => string;
}

/** An entry of the ledger that is not finished. `unreadable`: this version can't read it. */
export interface StrandedEntry {
  deliveryId: string;
  kind: UnfinishedRequest['kind'] | 'unreadable';
  /** The briefing of an alert or of a fan-out. */
  briefingId?: string;
}

export interface StrandedWork {
  /** Ids of briefings that were published and not matched. */
  briefings: string[];
  /** Emails, and parts of the alerts of a briefing, that were started and not finished. */
  deliveries: StrandedEntry[];
  digests: { subscriberId: string; frequency: Frequency; dueAt: string }[];
  /** By queue; only queues that have some. */
  deadLetters: Record<string, number>;
  /** Whether there is more than the lists show. */
  more: boolean;
}

/** `recover` looks at an entry within a minute of its time, unless it fails or sending is paused. */
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
      firstEntries(dependencies.unfinishedDueAt(ago(UNFINISHED_MS))),
      dependencies.overdueDigests(ago(OVERDUE_MS), MAX_LISTED + 1),
      dependencies.countDeadLetters(),
    ]);
    const lists = { briefings, deliveries, digests };
    return {
      briefings: briefings.slice(0, MAX_LISTED),
      deliveries: deliveries.slice(0, MAX_LISTED).map(toStranded),
      digests: digests.slice(0, MAX_LISTED),
      deadLetters: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      more: Object.values(lists).some(({ length }) => length > MAX_LISTED),
    };
  };
}

/** The entries of as many pages as the list needs. */
async function firstEntries(pages: AsyncIterable<UnfinishedEntry[]>): Promise<UnfinishedEntry[]> {
  const entries: UnfinishedEntry[] = [];
  for await (const page of pages) {
    entries.push(...page);
    if (entries.length > MAX_LISTED) break;
  }
  return entries;
}

function toStranded(entry: UnfinishedEntry): StrandedEntry {
  const { deliveryId } = entry;
  if (!entry.readable) return { deliveryId, kind: 'unreadable' };
  const { request } = entry;
  const briefing = 'briefingId' in request ? { briefingId: request.briefingId } : {};
  return { deliveryId, kind: request.kind, ...briefing };
}

import * as z from 'zod/mini';
import { FREQUENCIES } from './frequency';

/**
 * The partitions of the index of due digests. Several, because many digests are due at the same hour: one
 * partition can be read at 3,000 units and written at 1,000 units per second.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const DUE_SHARDS = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
] as const;

export type DueShard = (typeof DUE_SHARDS)[number];

/** A period of due times (ISO 8601), both ends included. An empty `from` has no start. */
export interface DueWindow {
  from: string;
  to: string;
}

/** Asks a worker to queue the digests of one shard that are due within a window. */
export const dueDigestsRequestSchema = z.object({
  shard: z.enum(DUE_SHARDS),
  from: z.string(),
  to: z.string(),
  /** The last digest that an earlier run queued. */
  startAfter: z.exactOptional(
    z.object({
      subscriberId: z.string(),
      /** `instant` for gathered alerts, which are in the same index. */
      frequency: z.enum(FREQUENCIES),
      dueAt: z.string(),
    }),
  ),
});
export type DueDigestsRequest = z.output<typeof dueDigestsRequestSchema>;

/**
 * How far (ms) windows overlap. An index shows a write a moment late, and clocks differ a little. Digests
 * are due at multiples of 15 minutes, and the schedule runs at minutes 2, 7, 12 and so on, so that an
 * ordinary digest is never in the overlap and is queued once.
 */
const OVERLAP_MS = 60_000;

/** A digest that is still due after this time (ms) may have been lost. */
const LOST_AFTER_MS = 10 * 60_000;

/**
 * The window of a run of the schedule at `now`: everything that became due since the last run, however
 * long ago that was. If the clock went backwards, `queuedUntil` is in the future, and the window is short:
 * the next run starts from `now`.
 *
 * @param queuedUntil the end of the last window; undefined before the first run.
 */
export function dueWindow(queuedUntil: string | undefined, now: string): DueWindow {
  if (queuedUntil === undefined) return { from: '', to: now };
  return { from: before(earlier(queuedUntil, now), OVERLAP_MS), to: now };
}

/**
 * The window of digests that were queued before and are still due, so their messages may have been lost.
 * It ends before the window that the same run queues.
 */
export function lostWindow({ from }: DueWindow, now: string): DueWindow {
  return { from: '', to: earlier(from, before(now, LOST_AFTER_MS)) };
}

/** One request for each shard. */
export function requestsOf(
  window: DueWindow,
  shards: readonly DueShard[] = DUE_SHARDS,
): DueDigestsRequest[] {
  return shards.map((shard) => ({ shard, ...window }));
}

function before(time: string, ms: number): string {
  return new Date(Date.parse(time) - ms).toISOString();
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

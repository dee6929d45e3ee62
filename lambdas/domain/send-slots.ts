import type { Lane } from './lane';

/**
 * Every email of the account leaves at its own moment, its send slot, so that the send rate is never
 * exceeded. The next free slot is stored once for all workers, as the state of a send line.
 *
 * Times are in ms since 1970, because slots are a fraction of a second apart.
 */
export interface SendLine {
  /** The next free slot. Absent before the first email. */
  nextAt?: number;
  /** No slot is given out before this time, because SES accepts no email now. */
  pausedUntil?: number;
  /** How long the last pause was. */
  pauseMs?: number;
}

/** How many slots to reserve, and within what time. */
export interface SlotRequest {
  count: number;
  /** The time between two slots. */
  intervalMs: number;
  now: number;
  /** The first slot is at this time or later. */
  earliest: number;
  /** The first slot may be at most this late. */
  latest: number;
}

/** `first`: the first of the reserved slots. */
export type SlotReservation =
  | { outcome: 'reserved'; first: number }
  | { outcome: 'full'; nextAt: number }
  | { outcome: 'paused'; until: number };

/** Where the next slots of a line are: after those already given out, at the requested time, or not yet. */
export type FreeSlots =
  | { outcome: 'next-in-line' }
  | { outcome: 'from-earliest' }
  | Exclude<SlotReservation, { outcome: 'reserved' }>;

/**
 * The part of the send rate that is used. An email may leave up to `MAX_SLOT_AGE_MS` after its slot, so
 * in any second there are at most the slots of 1,050 ms.
 */
const USED_SHARE = 0.95;

/**
 * A slot is at least this far (ms) in the future: reserving it and claiming the email take two writes to
 * DynamoDB.
 */
const MIN_LEAD_MS = 25;
const MAX_LEAD_MS = 1_600;

/** A slot (ms) that is older is not used. Otherwise late emails would crowd into one second. */
const MAX_SLOT_AGE_MS = 50;

/** One write reserves slots for up to this many emails: a whole batch of the queue. */
export const MAX_SLOTS_PER_RESERVATION = 10;

/** The part of the send rate that confirmations may use, so that sign-ups never take all of it. */
export const CONFIRMATIONS_SHARE = 0.2;

/** Confirmations may use this much (ms) of their share at once. */
export const CONFIRMATIONS_BURST_MS = 10_000;

/**
 * The priority of a lane: how far ahead (ms) it may reserve. When the next free slot is further ahead,
 * only more urgent lanes get it.
 */
const MAX_AHEAD_MS: Record<Lane, number> = {
  confirmations: 4_000,
  alerts: 2_000,
  digests: 500,
};

/** No line is this far ahead (ms). A later time comes from a wrong clock and is ignored. */
export const MAX_PLAUSIBLE_AHEAD_MS = 120_000;

const MIN_PAUSE_MS = 60_000;
export const MAX_PAUSE_MS = 600_000;

/**
 * The time between two slots at a part (0 to 1) of the account's rate (emails per second). Of a rate of
 * 2.5 it uses two: the third email in a second would be one too many.
 */
export function calculateSlotInterval(emailsPerSecond: number, share = 1): number {
  // Rounded up to microseconds: sums of short decimals stay exact in DynamoDB.
  return Math.ceil(1e6 / (Math.floor(emailsPerSecond) * share * USED_SHARE)) / 1e3;
}

/**
 * How many slots to reserve at once: not more than one second's worth, so that at a low rate no worker
 * takes slots that it cannot wait for.
 */
export function limitReservation(emails: number, intervalMs: number): number {
  const ofOneSecond = Math.max(1, Math.floor(1_000 / intervalMs));
  return Math.min(emails, ofOneSecond, MAX_SLOTS_PER_RESERVATION);
}

/**
 * How far (ms) in the future a slot must be at least. Twice as far for each slot that an email has missed,
 * so that it gets one even while DynamoDB is slow.
 */
export function minLeadMs(missedSlots: number): number {
  return Math.min(MIN_LEAD_MS * 2 ** missedSlots, MAX_LEAD_MS);
}

/**
 * How far ahead (ms) a worker may reserve. It may go further the longer it has waited, so that no lane
 * starves: behind a line that alerts keep full, digests wait for about ten seconds.
 */
export function maxAheadMs(lane: Lane, waitedMs: number): number {
  return MAX_AHEAD_MS[lane] + waitedMs / 4;
}

/** Where the next slots are. The conditions in `adapters/send-slots.ts` state the same rule. */
export function findFreeSlots(
  { nextAt, pausedUntil }: SendLine,
  { now, earliest, latest }: Pick<SlotRequest, 'now' | 'earliest' | 'latest'>,
): FreeSlots {
  if (isAhead(pausedUntil, now, MAX_PAUSE_MS)) return { outcome: 'paused', until: pausedUntil };
  if (!isAhead(nextAt, earliest, MAX_PLAUSIBLE_AHEAD_MS)) return { outcome: 'from-earliest' };
  return nextAt <= latest ? { outcome: 'next-in-line' } : { outcome: 'full', nextAt };
}

/** Whether an email may leave in this slot now. */
export function isUsableSlot(slot: number, now: number): boolean {
  return now - slot <= MAX_SLOT_AGE_MS;
}

/**
 * How long (ms) to wait before the next try when the line is full. If others keep it full, the worker's
 * limit has grown by half of what is missing after twice that time. But the worker must be back before
 * the line is empty, or a part of the rate would be lost.
 */
export function calculateFullWait({ nextAt, latest, now }: FullLine): number {
  return Math.max(
    MIN_FULL_WAIT_MS,
    Math.min(2 * (nextAt - latest), nextAt - now - EXPECTED_WRITE_MS),
  );
}

interface FullLine {
  nextAt: number;
  /** What the worker was allowed. */
  latest: number;
  now: number;
}

/** Every worker that waits writes to the line with each try, and DynamoDB allows 1,000 writes a second. */
const MIN_FULL_WAIT_MS = 50;
/** A write to the line takes a few ms, and rarely longer than this. */
const EXPECTED_WRITE_MS = 100;

/**
 * How long (ms) to pause because SES accepts no email: a minute, twice as long as before if the last
 * pause has not helped, and at most ten minutes.
 */
export function calculatePause({ pausedUntil, pauseMs }: SendLine, now: number): number {
  if (pausedUntil === undefined || pauseMs === undefined) return MIN_PAUSE_MS;
  const isContinued = now - pausedUntil < MAX_PAUSE_MS;
  return isContinued ? Math.min(2 * pauseMs, MAX_PAUSE_MS) : MIN_PAUSE_MS;
}

/** When the pause ends, or undefined if there is none. */
export function findPause({ pausedUntil }: SendLine, now: number): number | undefined {
  return isAhead(pausedUntil, now, MAX_PAUSE_MS) ? pausedUntil : undefined;
}

function isAhead(time: number | undefined, now: number, maxMs: number): time is number {
  return time !== undefined && time > now && time <= now + maxMs;
}

import type { Lane } from '../domain/lane';
import {
  CONFIRMATIONS_BURST_MS,
  CONFIRMATIONS_SHARE,
  calculateFullWait,
  calculateSlotInterval,
  limitReservation,
  MAX_SLOTS_PER_RESERVATION,
  maxAheadMs,
  minLeadMs,
  type SlotRequest,
  type SlotReservation,
} from '../domain/send-slots';

export interface TakeSendSlotsDependencies {
  /** Reserves slots of the line that all emails share. */
  reserve: (request: SlotRequest) => Promise<SlotReservation>;
  /** Reserves slots of the line that only confirmations use. */
  reserveForConfirmations: (request: SlotRequest) => Promise<SlotReservation>;
  /** How many emails per second the account may send. */
  sendRate: number;
  sleep: (ms: number) => Promise<unknown>;
  now: () => string;
}

/** `at`, `until`: ms since 1970. */
export type TakenSlot =
  | { outcome: 'taken'; at: number }
  | { outcome: 'paused'; until: number }
  | { outcome: 'no-time-left' };

/** The send slots of one batch. */
export interface BatchSlots {
  /** Takes a slot for an email that has missed this many slots. */
  take: (lane: Lane, missedSlots: number) => Promise<TakenSlot>;
  /** One email of the batch asks for no slot. The others then need not wait for it. */
  skip: () => void;
}

export interface SlotBatch {
  /** How many emails the batch has. Each takes a slot, or skips. */
  emails: number;
  /** No slot is later (ms since 1970). */
  deadline: number;
}

/** An email that was prepared waits so long (ms) for the others, so that one write reserves for all. */
const MAX_GATHER_MS = 150;

interface Waiting {
  missedSlots: number;
  resolve: (slot: TakenSlot) => void;
  reject: (error: unknown) => void;
}

/**
 * Takes send slots for the emails of a batch that are ready, several with each reservation. While it
 * waits for them, more emails may become ready.
 */
export function takeSendSlots(dependencies: TakeSendSlotsDependencies) {
  const { reserve, reserveForConfirmations, sendRate, sleep } = dependencies;
  const nowMs = () => Date.parse(dependencies.now());
  const intervalMs = calculateSlotInterval(sendRate);
  const confirmationIntervalMs = calculateSlotInterval(sendRate, CONFIRMATIONS_SHARE);

  return ({ emails, deadline }: SlotBatch): BatchSlots => {
    let unprepared = emails;
    let allPrepared: () => void;
    const whenAllPrepared = new Promise<void>((resolve) => {
      allPrepared = resolve;
    });
    const waiting: Record<Lane, Waiting[]> = { confirmations: [], alerts: [], digests: [] };
    const isServing: Record<Lane, boolean> = {
      confirmations: false,
      alerts: false,
      digests: false,
    };

    return {
      take: (lane, missedSlots) =>
        new Promise((resolve, reject) => {
          if (missedSlots === 0) countPrepared();
          waiting[lane].push({ missedSlots, resolve, reject });
          if (!isServing[lane]) void serve(lane);
        }),
      skip: countPrepared,
    };

    function countPrepared(): void {
      unprepared -= 1;
      if (unprepared === 0) allPrepared();
    }

    async function serve(lane: Lane): Promise<void> {
      isServing[lane] = true;
      try {
        while (waiting[lane].length > 0) {
          if (unprepared > 0) await Promise.race([whenAllPrepared, sleep(MAX_GATHER_MS)]);
          await serveSome(lane);
        }
      } catch (error) {
        for (const { reject } of waiting[lane].splice(0)) reject(error);
      } finally {
        isServing[lane] = false;
      }
    }

    /** Reserves slots for as many of the waiting emails as possible, or gives up for all of them. */
    async function serveSome(lane: Lane): Promise<void> {
      const emailsWaiting = () => waiting[lane].length;
      const missedSlots = Math.max(...waiting[lane].map((email) => email.missedSlots));
      const passed =
        lane === 'confirmations' && missedSlots === 0
          ? await passConfirmations(emailsWaiting)
          : undefined;
      const reserved =
        passed === undefined || passed.outcome === 'reserved'
          ? await reserveInTime(reserve, {
              count: () => limitReservation(passed?.count ?? emailsWaiting(), intervalMs),
              intervalMs,
              minLead: minLeadMs(missedSlots),
              maxAhead: (waitedMs) => maxAheadMs(lane, waitedMs),
            })
          : passed;
      if (reserved.outcome !== 'reserved') {
        for (const { resolve } of waiting[lane].splice(0)) resolve(reserved);
        return;
      }
      for (const [index, { resolve }] of waiting[lane].splice(0, reserved.count).entries()) {
        resolve({ outcome: 'taken', at: reserved.first + index * intervalMs });
      }
    }

    /** Takes confirmations out of their own share of the rate. When they may leave is decided later. */
    function passConfirmations(emailsWaiting: () => number): Promise<ReservedInTime> {
      return reserveInTime(reserveForConfirmations, {
        count: () => Math.min(emailsWaiting(), MAX_SLOTS_PER_RESERVATION),
        intervalMs: confirmationIntervalMs,
        minLead: 0,
        maxAhead: () => CONFIRMATIONS_BURST_MS,
      });
    }

    /** Waits until the line gives slots, but not beyond the deadline. */
    async function reserveInTime(
      reserveSlots: TakeSendSlotsDependencies['reserve'],
      request: {
        count: () => number;
        intervalMs: number;
        minLead: number;
        maxAhead: (waitedMs: number) => number;
      },
    ): Promise<ReservedInTime> {
      const since = nowMs();
      for (;;) {
        const now = nowMs();
        const earliest = now + request.minLead;
        if (earliest > deadline) return { outcome: 'no-time-left' };
        const limit = now + request.maxAhead(now - since);
        const count = request.count();
        const reserved = await reserveSlots({
          ...{ count, intervalMs: request.intervalMs, now, earliest },
          latest: Math.min(limit, deadline),
        });
        switch (reserved.outcome) {
          case 'reserved':
            return { ...reserved, count };
          case 'full': {
            const wait = calculateFullWait({ nextAt: reserved.nextAt, latest: limit, now });
            if (now + wait > deadline || reserved.nextAt > deadline)
              return { outcome: 'no-time-left' };
            await sleep(wait);
            break;
          }
          case 'paused': {
            // Waiting here instead of giving up at once keeps the workers from passing the whole queue
            // through their hands during a pause.
            await sleep(Math.min(reserved.until, deadline) - now);
            if (reserved.until >= deadline) return reserved;
            break;
          }
          default:
            return reserved satisfies never;
        }
      }
    }
  };
}

type ReservedInTime =
  | { outcome: 'reserved'; first: number; count: number }
  | { outcome: 'paused'; until: number }
  | { outcome: 'no-time-left' };

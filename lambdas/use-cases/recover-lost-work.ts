import type { DeliveryRequest } from '../domain/delivery';
import type { FanOutRequest } from '../domain/fan-out-request';
import { msBetween, type SendEventsMark } from '../domain/send-events';
import {
  decideUnfinishedStep,
  needsProbe,
  type RecoveryState,
  type UnfinishedDelivery,
  type UnfinishedStep,
} from '../domain/unfinished-delivery';
import type { UnfinishedRequest } from '../domain/unfinished-request';
import type { CleanUpOutcome } from './clean-up-unsubscribed';

export interface RecoverLostWorkDependencies {
  ledger: RecoveryLedger;
  findSendEvents: () => Promise<SendEventsMark | undefined>;
  isSendingPaused: (now: string) => Promise<boolean>;
  /** Sends an email to the mailbox simulator, so that SES publishes a Send event. */
  sendProbe: (now: string) => Promise<ProbeOutcome>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  sendFanOuts: (requests: FanOutRequest[]) => Promise<void>;
  unmatchedSince: (time: string) => Promise<string[]>;
  /** Puts a briefing on the stream again if it is still unmatched. */
  retriggerMatch: (briefingId: string, now: string) => Promise<void>;
  /** Finishes the clean-up of people who have unsubscribed from everything. */
  cleanUpUnsubscribed: (now: string) => Promise<CleanUpOutcome>;
  now: () => string;
}

/** What SES answered to a probe, with the name of the error. */
export type ProbeOutcome = { accepted: true } | { accepted: false; code: string };

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

export interface RecoveryOutcome {
  suspected: number;
  awaitingProof: number;
  released: number;
  requeued: number;
  /** Absent if no probe was needed. */
  probe?: ProbeOutcome;
  briefings: number;
  cleanedUp: number;
  /** Ids of entries that this version cannot read. */
  unreadable: string[];
}

/** A briefing that is unmatched for longer (ms) is lost work. Leaves time for the stream's own retries. */
export const UNMATCHED_MS = 5 * 60_000;

/**
 * The limits of one run, which has to end before the next one, a minute later. Emails come first: no
 * number of briefings takes time from them.
 */
const MAX_DELIVERIES = 10_000;
const DELIVERIES_MS = 25_000;
const MAX_BRIEFINGS = 1_000;
const BRIEFINGS_MS = 10_000;

/** Enough to be fast, few enough for one connection pool. */
const MAX_CONCURRENT_WRITES = 25;

/**
 * An unreadable entry is treated like a waiting one, except that it is not queued: it is looked at, and
 * reported, again after a quarter of an hour.
 */
const UNREADABLE: UnfinishedDelivery = { status: 'waiting', requeues: 0 };

type DeliveriesOutcome = Omit<RecoveryOutcome, 'briefings' | 'cleanedUp'>;

type StepEffect = 'none' | 'suspected' | 'awaiting-proof' | 'released' | 'to-queue';

/**
 * Finds work that should have finished but has not, and starts it again: emails first, then briefings,
 * then the clean-up of people who left. One part that fails does not keep the others from running.
 *
 * @throws AggregateError if a part failed.
 */
export function recoverLostWork(dependencies: RecoverLostWorkDependencies) {
  const { ledger, now } = dependencies;

  return async (): Promise<RecoveryOutcome> => {
    const deliveries = await settle(recoverDeliveries());
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

  async function recoverDeliveries() {
    const startedAt = now();
    const outcome = noDeliveries();
    const state: RecoveryState = {
      now: startedAt,
      sendEvents: await dependencies.findSendEvents(),
      isSendingPaused: await dependencies.isSendingPaused(startedAt),
    };
    const steps = new Set<UnfinishedStep['step']>();
    let checked = 0;
    for await (const page of ledger.dueAt(startedAt)) {
      for (const step of await recoverPage(page, state, outcome)) steps.add(step);
      checked += page.length;
      if (checked >= MAX_DELIVERIES || msBetween(startedAt, now()) >= DELIVERIES_MS) break;
    }
    if (needsProbe([...steps], state)) {
      outcome.probe = await dependencies.sendProbe(now());
    }
    return outcome;
  }

  /** Returns the steps that were decided. */
  async function recoverPage(
    page: UnfinishedEntry[],
    state: RecoveryState,
    outcome: DeliveriesOutcome,
  ): Promise<UnfinishedStep['step'][]> {
    outcome.unreadable.push(...page.filter(isUnreadable).map(({ deliveryId }) => deliveryId));
    const decided = page.map((entry) => ({
      entry,
      step: decideUnfinishedStep(isUnreadable(entry) ? UNREADABLE : entry.delivery, state),
    }));
    const applied = await mapConcurrently(decided, async ({ entry, step }) => ({
      entry,
      step,
      effect: await apply(entry, step, state.now),
    }));
    const withEffect = (effect: StepEffect) => applied.filter((each) => each.effect === effect);
    outcome.suspected += withEffect('suspected').length;
    outcome.awaitingProof += withEffect('awaiting-proof').length;
    const released = withEffect('released');
    const requeued = withEffect('to-queue');
    await queue([...released, ...requeued].map(({ entry }) => entry));
    outcome.released += released.length;
    // After queueing: a crash in between queues it again in the next run, which is harmless. The other
    // way round it would wait for the next check.
    await mapConcurrently(requeued, async ({ entry: { deliveryId, checkAt: from }, step }) => {
      if (step.step === 'queue') await ledger.postpone(deliveryId, { from, checkAt: step.checkAt });
    });
    outcome.requeued += requeued.length;
    return decided.map(({ step }) => step.step);
  }

  /** Does what has to be done in the ledger before the entry is queued. */
  async function apply(
    { deliveryId }: UnfinishedEntry,
    step: UnfinishedStep,
    at: string,
  ): Promise<StepEffect> {
    switch (step.step) {
      case 'none':
        return 'none';
      case 'suspect': {
        const { claimedAt, checkAt } = step;
        const isSuspected = await ledger.suspect(deliveryId, { claimedAt, now: at, checkAt });
        return isSuspected ? 'suspected' : 'none';
      }
      case 'await-proof':
        return 'awaiting-proof';
      case 'release': {
        const { suspectedAt, checkAt } = step;
        const isReleased = await ledger.releaseSuspected(deliveryId, { suspectedAt, checkAt });
        return isReleased ? 'released' : 'none';
      }
      case 'queue':
        return 'to-queue';
      default:
        return step satisfies never;
    }
  }

  async function queue(entries: UnfinishedEntry[]): Promise<void> {
    const deliveries: DeliveryRequest[] = [];
    const fanOuts: FanOutRequest[] = [];
    for (const entry of entries) {
      if (isUnreadable(entry)) continue;
      const { request } = entry;
      switch (request.kind) {
        case 'confirm':
        case 'account':
        case 'alert':
        case 'digest':
        case 'gathered':
          deliveries.push(request);
          break;
        case 'fan-out':
          fanOuts.push(request);
          break;
        default:
          request satisfies never;
      }
    }
    if (deliveries.length > 0) await dependencies.sendDeliveries(deliveries);
    if (fanOuts.length > 0) await dependencies.sendFanOuts(fanOuts);
  }

  /** Returns how many briefings were put on the stream again. The next run wakes the others. */
  async function recoverBriefings(): Promise<number> {
    const startedAt = now();
    const before = new Date(Date.parse(startedAt) - UNMATCHED_MS).toISOString();
    const briefingIds = (await dependencies.unmatchedSince(before)).slice(0, MAX_BRIEFINGS);
    let retriggered = 0;
    await mapConcurrently(briefingIds, async (briefingId) => {
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

function noDeliveries(): DeliveriesOutcome {
  return { suspected: 0, awaitingProof: 0, released: 0, requeued: 0, unreadable: [] };
}

function isUnreadable(entry: UnfinishedEntry): entry is UnfinishedEntry & { readable: false } {
  return !entry.readable;
}

async function mapConcurrently<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += MAX_CONCURRENT_WRITES) {
    const group = items.slice(start, start + MAX_CONCURRENT_WRITES);
    results.push(...(await Promise.all(group.map(work))));
  }
  return results;
}

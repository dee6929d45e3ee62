import type { DeliveryRequest } from '../domain/delivery';
import type { FanOutRequest } from '../domain/fan-out-request';
import { mapConcurrently } from '../domain/map-concurrently';
import { msBetween, type SendEventsMark } from '../domain/send-events';
import {
  decideUnfinishedStep,
  needsProbe,
  type RecoveryState,
  type UnfinishedDelivery,
  type UnfinishedStep,
} from '../domain/unfinished-delivery';
import type { RecoveryLedger, UnfinishedEntry } from './recovery-ledger';

export interface RecoverDeliveriesDependencies {
  ledger: RecoveryLedger;
  findSendEvents: () => Promise<SendEventsMark | undefined>;
  isSendingPaused: (now: string) => Promise<boolean>;
  /** Sends an email to the mailbox simulator, so that SES publishes a Send event. */
  sendProbe: (now: string) => Promise<ProbeOutcome>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  sendFanOuts: (requests: FanOutRequest[]) => Promise<void>;
  now: () => string;
}

/** What SES answered to a probe, with the name of the error. */
export type ProbeOutcome = { accepted: true } | { accepted: false; code: string };

export interface RecoveredDeliveries {
  suspected: number;
  awaitingProof: number;
  released: number;
  requeued: number;
  /** Absent if no probe was needed. */
  probe?: ProbeOutcome;
  /** Ids of entries that this version cannot read. */
  unreadable: string[];
}

/** The limits of one run, which has to end before the next one, a minute later. */
const MAX_DELIVERIES = 10_000;
const DELIVERIES_MS = 25_000;

/** Enough to be fast, few enough for one connection pool. */
const MAX_CONCURRENT_WRITES = 25;

/**
 * An unreadable entry is treated like a waiting one, except that it is not queued: it is looked at, and
 * reported, again after a quarter of an hour.
 */
const UNREADABLE: UnfinishedDelivery = { status: 'waiting', requeues: 0 };

type StepEffect = 'none' | 'suspected' | 'awaiting-proof' | 'released' | 'to-queue';

/** Finds emails and fan-outs that should have finished but have not, and queues them again. */
export function recoverDeliveries(dependencies: RecoverDeliveriesDependencies) {
  const { ledger, now } = dependencies;

  return async (): Promise<RecoveredDeliveries> => {
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
  };

  /** Returns the steps that were decided. */
  async function recoverPage(
    page: UnfinishedEntry[],
    state: RecoveryState,
    outcome: RecoveredDeliveries,
  ): Promise<UnfinishedStep['step'][]> {
    outcome.unreadable.push(...page.filter(isUnreadable).map(({ deliveryId }) => deliveryId));
    const decided = page.map((entry) => ({
      entry,
      step: decideUnfinishedStep(isUnreadable(entry) ? UNREADABLE : entry.delivery, state),
    }));
    const applied = await mapConcurrently(
      decided,
      MAX_CONCURRENT_WRITES,
      async ({ entry, step }) => ({
        entry,
        step,
        effect: await apply(entry, step, state.now),
      }),
    );
    const withEffect = (effect: StepEffect) => applied.filter((each) => each.effect === effect);
    outcome.suspected += withEffect('suspected').length;
    outcome.awaitingProof += withEffect('awaiting-proof').length;
    const released = withEffect('released');
    const requeued = withEffect('to-queue');
    await queue([...released, ...requeued].map(({ entry }) => entry));
    outcome.released += released.length;
    // After queueing: a crash in between queues it again in the next run, which is harmless. The other
    // way round it would wait for the next check.
    await mapConcurrently(
      requeued,
      MAX_CONCURRENT_WRITES,
      async ({ entry: { deliveryId, checkAt: from }, step }) => {
        if (step.step === 'queue')
          await ledger.postpone(deliveryId, { from, checkAt: step.checkAt });
      },
    );
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
}

function noDeliveries(): RecoveredDeliveries {
  return { suspected: 0, awaitingProof: 0, released: 0, requeued: 0, unreadable: [] };
}

function isUnreadable(entry: UnfinishedEntry): entry is UnfinishedEntry & { readable: false } {
  return !entry.readable;
}

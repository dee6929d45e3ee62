import {
  type DueDigestsRequest,
  type DueShard,
  type DueWindow,
  dueWindow,
  lostWindow,
  requestsOf,
} from '../domain/due-digests';
import { IDLE_LANE_MESSAGES } from '../domain/lane';

export interface RequestDueDigestsDependencies {
  /** The end of the last window whose digests were requested (ISO 8601). */
  queuedUntil: () => Promise<string | undefined>;
  /** Changes nothing if another run has moved it from `before` meanwhile. */
  moveQueuedUntil: (before: string | undefined, until: string) => Promise<void>;
  /** The shards in which at least one digest is due within the window. */
  shardsWithDue: (window: DueWindow) => Promise<DueShard[]>;
  sendRequests: (requests: DueDigestsRequest[]) => Promise<void>;
  /** The number of requests that no worker has finished. */
  countRequests: () => Promise<number>;
  /** The number of digests that wait to be sent or are being sent. */
  countDeliveries: () => Promise<number>;
  now: () => string;
}

/** A window, and the number of shards in which digests were due. */
export type RequestedWindow = DueWindow & { shards: number };

export interface RequestedDigests {
  due: RequestedWindow;
  /** Digests whose messages may have been lost. Absent if the lane of digests is busy. */
  lost?: RequestedWindow;
}

/**
 * Requests the digests that became due since the last run, one request for each shard that has some. The
 * end of the window is stored only after the queue has accepted all requests, so that a crash requests the
 * window again. That does no harm: a digest stays due until a delivery ends its round, and the ledger
 * sends each round once.
 *
 * A digest whose message was lost stays due. Once the lane is idle, such digests are requested again.
 */
export function requestDueDigests(dependencies: RequestDueDigestsDependencies) {
  const { queuedUntil, moveQueuedUntil } = dependencies;
  return async (): Promise<RequestedDigests> => {
    const now = dependencies.now();
    const before = await queuedUntil();
    const window = dueWindow(before, now);
    // Asked before the requests of this run are sent, which would count too.
    const idle = await isIdle(dependencies);
    const due = await requestWindow(dependencies, window);
    await moveQueuedUntil(before, now);
    // A window without a start has included what was lost before.
    if (!idle || window.from === '') return { due };
    return { due, lost: await requestWindow(dependencies, lostWindow(window, now)) };
  };
}

async function isIdle({
  countRequests,
  countDeliveries,
}: RequestDueDigestsDependencies): Promise<boolean> {
  const [requests, deliveries] = await Promise.all([countRequests(), countDeliveries()]);
  return requests === 0 && deliveries < IDLE_LANE_MESSAGES;
}

async function requestWindow(
  { shardsWithDue, sendRequests }: RequestDueDigestsDependencies,
  window: DueWindow,
): Promise<RequestedWindow> {
  const shards = await shardsWithDue(window);
  await sendRequests(requestsOf(window, shards));
  return { ...window, shards: shards.length };
}

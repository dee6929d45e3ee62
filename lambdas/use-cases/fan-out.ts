import type { DeliveryRequest } from '../domain/delivery';
import type { FanOutRequest } from '../domain/fan-out-request';

export interface FanOutDependencies {
  followersOf: (
    topicId: string,
    frequency: 'instant',
    startAfter?: string,
  ) => Promise<{ subscriberIds: string[]; last?: string }>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  /** Queues the rest of the followers for another run. */
  continueLater: (request: FanOutRequest) => Promise<void>;
  /** Milliseconds until this run times out. */
  timeLeftMs: () => number;
}

/** One page of followers takes a few seconds at most; a run with less time left queues the rest. */
const MIN_TIME_LEFT_MS = 10_000;

/**
 * Creates one delivery for each instant follower of a matched topic, page by page. A topic with
 * millions of followers takes several runs. A repeated run creates the same deliveries, which the
 * ledger sends once.
 */
export function fanOut(dependencies: FanOutDependencies) {
  const { followersOf, sendDeliveries, continueLater, timeLeftMs } = dependencies;
  return async (request: FanOutRequest): Promise<{ deliveries: number }> => {
    const { topicId, briefingId, edition } = request;
    let deliveries = 0;
    let startAfter = request.startAfter;
    do {
      if (timeLeftMs() < MIN_TIME_LEFT_MS) {
        await continueLater({ ...request, ...(startAfter ? { startAfter } : {}) });
        break;
      }
      const page = await followersOf(topicId, 'instant', startAfter);
      await sendDeliveries(
        page.subscriberIds.map((subscriberId) => ({
          kind: 'alert',
          briefingId,
          edition,
          subscriberId,
        })),
      );
      deliveries += page.subscriberIds.length;
      startAfter = page.last;
    } while (startAfter !== undefined);
    return { deliveries };
  };
}

import * as z from 'zod';
import type { DeliveryRequest } from '../domain/delivery';

/** A topic that a briefing met, whose instant followers are to be told. */
export const fanOutRequestSchema = z.object({
  topicId: z.string(),
  briefingId: z.string(),
  edition: z.number().int(),
  /** The last follower that an earlier run reached. */
  startAfter: z.string().exactOptional(),
});
export type FanOutRequest = z.output<typeof fanOutRequestSchema>;

export interface FanOutDependencies {
  followersOf: (
    topicId: string,
    frequency: 'instant',
    startAfter?: string,
  ) => Promise<{ subscriberIds: string[]; last?: string }>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  /** Puts the rest of the followers back into the queue. */
  continueLater: (topic: FanOutRequest) => Promise<void>;
  /** ms until this run is cut off. */
  timeLeftMs: () => number;
}

/** Stop in time to say where to go on: one page of followers takes a few seconds at worst. */
const MIN_TIME_LEFT_MS = 10_000;

/**
 * Turns a met topic into one delivery for each instant follower, page by page; a topic followed by
 * millions takes several runs. Run twice, it makes the same deliveries, which the ledger sends once.
 */
export function fanOut(deps: FanOutDependencies) {
  return async (topic: FanOutRequest): Promise<{ deliveries: number }> => {
    const { topicId, briefingId, edition } = topic;
    let deliveries = 0;
    let startAfter = topic.startAfter;
    do {
      if (deps.timeLeftMs() < MIN_TIME_LEFT_MS) {
        await deps.continueLater({ ...topic, ...(startAfter ? { startAfter } : {}) });
        break;
      }
      const page = await deps.followersOf(topicId, 'instant', startAfter);
      await deps.sendDeliveries(
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

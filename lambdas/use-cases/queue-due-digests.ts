import type { DeliveryRequest } from '../domain/delivery';
import type { DueDigestsRequest } from '../domain/due-digests';
import type { DigestFrequency } from '../domain/frequency';

/** A digest that is due. */
export interface DueDigest {
  subscriberId: string;
  frequency: DigestFrequency;
  round: number;
  /** ISO 8601. */
  dueAt: string;
}

/** Some digests that are due, and where the next page starts if there may be more. */
export interface DueDigestsPage {
  digests: DueDigest[];
  last?: NonNullable<DueDigestsRequest['startAfter']>;
}

export interface QueueDueDigestsDependencies {
  /** The first page of what is requested. */
  dueDigests: (request: DueDigestsRequest) => Promise<DueDigestsPage>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  /** Requests the rest for another run. */
  continueLater: (request: DueDigestsRequest) => Promise<void>;
  /** Milliseconds until this run times out. */
  timeLeftMs: () => number;
}

/** A page takes a second at most; a run with less time left requests the rest. */
const MIN_TIME_LEFT_MS = 10_000;

/**
 * Queues a delivery for each digest of one shard that is due within the window, page by page, so that
 * memory does not depend on how many are due. Nothing is written per digest: it stays due until a
 * delivery ends its round, and the ledger sends each round once, however often it is queued.
 */
export function queueDueDigests(dependencies: QueueDueDigestsDependencies) {
  const { dueDigests, sendDeliveries, continueLater, timeLeftMs } = dependencies;
  return async (request: DueDigestsRequest): Promise<{ digests: number }> => {
    let digests = 0;
    let rest: DueDigestsRequest | undefined = request;
    while (rest !== undefined) {
      if (timeLeftMs() < MIN_TIME_LEFT_MS) {
        await continueLater(rest);
        break;
      }
      const page: DueDigestsPage = await dueDigests(rest);
      await sendDeliveries(page.digests.map(toDelivery));
      digests += page.digests.length;
      rest = page.last && { ...request, startAfter: page.last };
    }
    return { digests };
  };
}

function toDelivery({ subscriberId, frequency, round }: DueDigest): DeliveryRequest {
  return { kind: 'digest', subscriberId, frequency, round };
}

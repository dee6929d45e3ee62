import type { DeliveryRequest } from '../domain/delivery';
import type { DigestFrequency } from '../domain/frequency';

/** A digest that is due. */
export interface DueDigest {
  subscriberId: string;
  frequency: DigestFrequency;
  round: number;
  /** ISO 8601. */
  dueAt: string;
}

export interface QueueDueDigestsDependencies {
  dueBy: (time: string) => AsyncIterable<DueDigest[]>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  postpone: (due: DueDigest, until: string) => Promise<void>;
  now: () => string;
}

/** A queued digest that has not finished after this time is queued again. */
const RETRY_AFTER_MS = 15 * 60_000;

/**
 * Queues a delivery for each digest that is due by `at` (ISO 8601). The digest stays due, a little
 * later, until a delivery ends its round. A crash, a lost message or an outage therefore loses no
 * digest, and all missed rounds are sent once, as one digest.
 */
export function queueDueDigests(dependencies: QueueDueDigestsDependencies) {
  return async (at: string): Promise<{ digests: number }> => {
    const retryAt = new Date(Date.parse(dependencies.now()) + RETRY_AFTER_MS).toISOString();
    let digests = 0;
    for await (const page of dependencies.dueBy(at)) {
      await dependencies.sendDeliveries(
        page.map(({ subscriberId, frequency, round }) => ({
          kind: 'digest',
          subscriberId,
          frequency,
          round,
        })),
      );
      // Only after the queue has accepted them: a crash before this line queues them twice, which does no harm.
      await Promise.all(page.map((due) => dependencies.postpone(due, retryAt)));
      digests += page.length;
    }
    return { digests };
  };
}

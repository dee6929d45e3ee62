import type { DeliveryRequest } from '../domain/delivery';
import type { DigestFrequency } from '../domain/frequency';

/** A digest whose time has come. */
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

/** A digest that was asked for and is not finished by then is asked for again. */
const RETRY_AFTER_MS = 15 * 60_000;

/**
 * Turns each digest that is due by `at` (ISO 8601) into a delivery. The digest stays due, a little
 * later, until a delivery ends its round: so a crash, a lost message or an outage loses none, and
 * whatever was missed goes out once, merged.
 */
export function queueDueDigests(deps: QueueDueDigestsDependencies) {
  return async (at: string): Promise<{ digests: number }> => {
    const askAgainAt = new Date(Date.parse(deps.now()) + RETRY_AFTER_MS).toISOString();
    let digests = 0;
    for await (const page of deps.dueBy(at)) {
      await deps.sendDeliveries(
        page.map(({ subscriberId, frequency, round }) => ({
          kind: 'digest',
          subscriberId,
          frequency,
          round,
        })),
      );
      // Only once the queue has them: a crash before this line asks twice, which does no harm.
      await Promise.all(page.map((due) => deps.postpone(due, askAgainAt)));
      digests += page.length;
    }
    return { digests };
  };
}

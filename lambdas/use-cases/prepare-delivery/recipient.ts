import type { Recipient } from '../../domain/delivery';
import type { SubscriberFile } from '../../domain/subscriber';

/** The subscriber as they were when the email was written. */
export function recipientOf(file: SubscriberFile): Recipient {
  const { subscriber, unsubscribes, preferenceChanges = 0 } = file;
  return { subscriberId: subscriber.subscriberId, unsubscribes, preferenceChanges };
}

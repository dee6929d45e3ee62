import type { Recipient } from '../../domain/delivery';
import type { SubscriberFile } from '../../domain/subscriber';

/** The subscriber as they were when the email was written. */
export function recipientOf({ subscriber, unsubscribes }: SubscriberFile): Recipient {
  return { subscriberId: subscriber.subscriberId, unsubscribes };
}

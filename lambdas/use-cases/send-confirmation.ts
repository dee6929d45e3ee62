import type { DeliveryRequest, FollowRequest } from '../domain/delivery';
import { deliveryOf, type RequestedEmail } from '../domain/requested-email';

export interface SendConfirmationDependencies {
  /** False if the same request was stored before and its email is on its way. */
  storeRequest: (requested: RequestedEmail, now: string) => Promise<boolean>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

/**
 * Stores a request and queues an email that asks the owner of the address to confirm it. The request is
 * stored first, so that a lost message is found and queued again; the queue gets only its id.
 */
export function sendConfirmation(dependencies: SendConfirmationDependencies) {
  const { storeRequest, sendDeliveries, now } = dependencies;
  return async (follow: FollowRequest, askedAt: string): Promise<void> => {
    const requested: RequestedEmail = { about: 'follow', follow, askedAt };
    if (await storeRequest(requested, now())) await sendDeliveries([deliveryOf(requested)]);
  };
}

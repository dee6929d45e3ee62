import type { DeliveryRequest } from '../domain/delivery';
import {
  deliveryOf,
  type RequestedConfirmation,
  type RequestedEmail,
} from '../domain/requested-email';

export interface SendConfirmationDependencies {
  /** Does nothing if the same request was stored before and its email is on its way. */
  storeRequest: (requested: RequestedEmail, now: string) => Promise<unknown>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

/**
 * Stores a request and queues an email that asks the owner of the address to confirm it. The request is
 * stored first, so that a lost message is found and queued again; the queue gets only its id. It is queued
 * even if it was stored before, so that every request takes the same time: the ledger sends it once.
 */
export function sendConfirmation(dependencies: SendConfirmationDependencies) {
  const { storeRequest, sendDeliveries, now } = dependencies;
  return async (request: Omit<RequestedConfirmation, 'about'>): Promise<void> => {
    const requested: RequestedEmail = { about: 'follow', ...request };
    await storeRequest(requested, now());
    await sendDeliveries([deliveryOf(requested)]);
  };
}

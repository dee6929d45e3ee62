import type { DeliveryRequest } from '../domain/delivery';
import {
  type AccountEmailRequest,
  deliveryOf,
  previousEmailIdOf,
  REPEAT_AFTER_MS,
  type RequestedEmail,
} from '../domain/requested-email';

export interface RequestEmailDependencies {
  /** When the email was last asked for (ISO 8601), even if it has been sent since. */
  requestedAt: (deliveryId: string) => Promise<string | undefined>;
  /** False if the same request was stored before and its email is on its way. */
  storeRequest: (requested: RequestedEmail, now: string) => Promise<boolean>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

/** `limited`: the same email was requested less than ten minutes ago, so none is added. */
export type RequestEmail = (requested: AccountEmailRequest) => Promise<'requested' | 'limited'>;

/**
 * Stores what somebody asked for and queues its email. The request is stored first, so that a lost message
 * is found and queued again; the queue gets only its id.
 */
export function requestEmail(dependencies: RequestEmailDependencies): RequestEmail {
  const { requestedAt, storeRequest, sendDeliveries, now } = dependencies;
  return async (requested) => {
    const { askedAt } = requested;
    const before = await requestedAt(previousEmailIdOf(requested));
    if (before !== undefined && Date.parse(askedAt) - Date.parse(before) < REPEAT_AFTER_MS) {
      return 'limited';
    }
    if (!(await storeRequest(requested, now()))) return 'limited';
    await sendDeliveries([deliveryOf(requested)]);
    return 'requested';
  };
}

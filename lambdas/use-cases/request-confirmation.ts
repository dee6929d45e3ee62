import type { DeliveryRequest } from '../domain/delivery';
import { type RequestedEmail, requestedEmailIdOf } from '../domain/requested-email';
import {
  type CheckedFollowForm,
  checkFollowForm,
  type FollowForm,
  type SiteDefaults,
} from './check-follow-form';

export interface RequestConfirmationDependencies {
  /** Counts the request, unless it was counted before, or finds that a limit is reached. */
  countRequest: CountRequest;
  /** False if the same request was stored before and its email is on its way. */
  storeRequest: (requested: RequestedEmail) => Promise<boolean>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
}

export type CountRequest = (
  deliveryId: string,
  address: string,
  now: string,
) => Promise<CountedRequest>;

/** The limits of requests: of one address, of all addresses at its domain, and of all together. */
export type RequestLimit = 'address' | 'domain' | 'budget';

export type CountedRequest =
  | { outcome: 'counted' }
  | { outcome: 'limited'; limit: RequestLimit; retryAfterSeconds: number };

export type ConfirmationOutcome =
  | CheckedFollowForm
  | Extract<CountedRequest, { outcome: 'limited' }>;

/**
 * Stores the request and queues an email that asks the owner of the address to confirm it. The
 * request is stored first, so that a lost message is found and queued again; the queue gets only its
 * id. The answer is the same whether or not the address is known, so that nobody can find out who
 * follows what.
 */
export function requestConfirmation(dependencies: RequestConfirmationDependencies) {
  const { countRequest, storeRequest, sendDeliveries, defaults } = dependencies;
  return async (form: FollowForm): Promise<ConfirmationOutcome> => {
    const checked = checkFollowForm(form, defaults);
    if (checked.outcome === 'refused') return checked;
    const now = dependencies.now();
    const requested: RequestedEmail = { about: 'follow', follow: checked.follow, askedAt: now };
    const deliveryId = requestedEmailIdOf(requested);

    const counted = await countRequest(deliveryId, checked.follow.address, now);
    if (counted.outcome === 'limited') return counted;
    if (await storeRequest(requested)) {
      await sendDeliveries([{ kind: 'confirm', deliveryId }]);
    }
    return checked;
  };
}

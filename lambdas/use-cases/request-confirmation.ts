import type { DeliveryRequest } from '../domain/delivery';
import {
  type CheckedFollowForm,
  checkFollowForm,
  type FollowForm,
  type SiteDefaults,
} from './check-follow-form';

export interface RequestConfirmationDependencies {
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
}

/**
 * Sends an email that asks the owner of the address to confirm. Nothing is stored: the link in the
 * email carries the request. The answer is the same whether or not the address is known, so that
 * nobody can find out who follows what.
 */
export function requestConfirmation({
  sendDeliveries,
  defaults,
  now,
}: RequestConfirmationDependencies) {
  return async (form: FollowForm): Promise<CheckedFollowForm> => {
    const checked = checkFollowForm(form, defaults);
    if (checked.outcome === 'refused') return checked;
    await sendDeliveries([{ kind: 'confirm', follow: checked.follow, askedAt: now() }]);
    return checked;
  };
}

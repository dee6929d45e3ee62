import type { DeliveryRequest } from '../domain/delivery';
import {
  type CheckForm,
  checkFollowForm,
  type FollowForm,
  type SiteDefaults,
} from '../domain/follow-form';

export interface RequestConfirmationDependencies {
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
}

/**
 * Sends a mail that asks the address's owner to confirm. Nothing is stored: what was asked is in the
 * mail's link. The answer is the same whether or not the address is known, so that nobody learns who
 * follows what.
 */
export function requestConfirmation({
  sendDeliveries,
  defaults,
  now,
}: RequestConfirmationDependencies) {
  return async (form: FollowForm): Promise<CheckForm> => {
    const checked = checkFollowForm(form, defaults);
    if (checked.outcome === 'refused') return checked;
    await sendDeliveries([{ kind: 'confirm', follow: checked.follow, askedAt: now() }]);
    return checked;
  };
}

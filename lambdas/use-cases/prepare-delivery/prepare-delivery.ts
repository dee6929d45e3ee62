import type { DeliveryRequest } from '../../domain/delivery';
import type { PreparedDelivery } from '../../domain/delivery-outcome';
import { type PrepareAlertDependencies, prepareAlert } from './alert';
import { type PrepareDigestDependencies, prepareDigest } from './digest';
import { type PrepareGatheredDependencies, prepareGathered } from './gathered';
import { type PrepareRequestedDependencies, prepareRequested } from './requested';

/** Reads what a delivery contains now and writes its email, or finds that no email is needed. */
export function prepareDelivery(
  dependencies: PrepareRequestedDependencies &
    PrepareAlertDependencies &
    PrepareDigestDependencies &
    PrepareGatheredDependencies,
) {
  const requested = prepareRequested(dependencies);
  const alert = prepareAlert(dependencies);
  const digest = prepareDigest(dependencies);
  const gathered = prepareGathered(dependencies);
  return async (request: DeliveryRequest, deliveryId: string): Promise<PreparedDelivery> => {
    switch (request.kind) {
      case 'confirm':
      case 'account':
        return requested(request);
      case 'alert':
        return alert(request, deliveryId);
      case 'digest':
        return digest(request, deliveryId);
      case 'gathered':
        return gathered(request, deliveryId);
      default:
        return request satisfies never;
    }
  };
}

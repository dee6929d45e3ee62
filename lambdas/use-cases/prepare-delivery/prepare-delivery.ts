import type { DeliveryRequest, PreparedDelivery } from '../../domain/delivery';
import { type PrepareAlertDependencies, prepareAlert } from './alert';
import { type PrepareConfirmationDependencies, prepareConfirmation } from './confirmation';
import { type PrepareDigestDependencies, prepareDigest } from './digest';

/** Reads what a delivery contains now and writes its email, or finds that no email is needed. */
export function prepareDelivery(
  dependencies: PrepareConfirmationDependencies &
    PrepareAlertDependencies &
    PrepareDigestDependencies,
) {
  const confirmation = prepareConfirmation(dependencies);
  const alert = prepareAlert(dependencies);
  const digest = prepareDigest(dependencies);
  return async (request: DeliveryRequest, deliveryId: string): Promise<PreparedDelivery> => {
    switch (request.kind) {
      case 'confirm':
        return confirmation(request);
      case 'alert':
        return alert(request, deliveryId);
      case 'digest':
        return digest(request, deliveryId);
      default:
        return request satisfies never;
    }
  };
}

import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Makes sure that an address is never emailed again. */
export function suppress({
  suppressAddress,
}: Pick<OperateDependencies, 'suppressAddress'>): Operation {
  return withRequest(OPERATIONS['/api/addresses/suppress'].request, async ({ email, why }) => {
    const suppressed = await suppressAddress(email, why);
    if (suppressed.outcome === 'refused') return refuse(400, suppressed.reason);
    return json(200, suppressed satisfies ApiReply<'/api/addresses/suppress'>);
  });
}

/** Lets an address be emailed again. */
export function unsuppress({
  unsuppressAddress,
}: Pick<OperateDependencies, 'unsuppressAddress'>): Operation {
  return withRequest(OPERATIONS['/api/addresses/unsuppress'].request, async ({ email, why }) => {
    const unsuppressed = await unsuppressAddress(email, why);
    if (unsuppressed.outcome === 'refused') return refuse(400, unsuppressed.reason);
    return json(200, unsuppressed satisfies ApiReply<'/api/addresses/unsuppress'>);
  });
}

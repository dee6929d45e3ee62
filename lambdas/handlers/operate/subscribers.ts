import { readAddress } from '../../domain/address';
import { json, type Reply, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

type FindDependencies = Pick<OperateDependencies, 'findSubscriber'>;
type LookUpDependencies = FindDependencies & Pick<OperateDependencies, 'subscriberFile'>;
type UnsubscribeDependencies = FindDependencies & Pick<OperateDependencies, 'unsubscribeFromAll'>;
type ForgetDependencies = Pick<OperateDependencies, 'forgetAddress'>;

const UNKNOWN = 'Nobody subscribes with this address.';

/** Shows everything stored about the subscriber. */
export function lookUpSubscriber({
  findSubscriber,
  subscriberFile,
}: LookUpDependencies): Operation {
  return withSubscriber({ findSubscriber }, async (subscriberId, softBounces) => {
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return refuse(404, UNKNOWN);
    return json(200, { ...file, softBounces } satisfies ApiReply<'/api/subscribers/lookup'>);
  });
}

/** Unfollows every topic; the subscriber is kept. */
export function unsubscribe({
  findSubscriber,
  unsubscribeFromAll,
}: UnsubscribeDependencies): Operation {
  return withSubscriber({ findSubscriber }, async (subscriberId) => {
    const unsubscribed = await unsubscribeFromAll(subscriberId);
    if (unsubscribed.outcome === 'unknown') return refuse(404, UNKNOWN);
    const { outcome, topics } = unsubscribed;
    return json(200, { outcome, topics } satisfies ApiReply<'/api/subscribers/unsubscribe'>);
  });
}

/** Erases everything stored about the address, even if its owner was only asked to confirm. */
export function forget({ forgetAddress }: ForgetDependencies): Operation {
  return withRequest(OPERATIONS['/api/subscribers/forget'].request, async ({ email }) => {
    const address = readAddress(email);
    if (address.outcome === 'refused') return refuse(400, address.reason);
    const outcome = await forgetAddress(address.value);
    if (outcome === 'unknown') return refuse(404, UNKNOWN);
    return json(200, { outcome } satisfies ApiReply<'/api/subscribers/forget'>);
  });
}

/** An operation on the subscriber with the email address in the request; 404 if there is none. */
function withSubscriber(
  { findSubscriber }: FindDependencies,
  run: (subscriberId: string, softBounces: number) => Promise<Reply>,
): Operation {
  return withRequest(OPERATIONS['/api/subscribers/lookup'].request, async ({ email }) => {
    const found = await findSubscriber(email);
    switch (found.outcome) {
      case 'found':
        return run(found.subscriberId, found.softBounces);
      case 'refused':
        return refuse(400, found.reason);
      case 'unknown': {
        const { suppressed } = found;
        const note = suppressed === undefined ? '' : ` No email is sent to it: ${suppressed}.`;
        return refuse(404, `${UNKNOWN}${note}`);
      }
      default:
        return found satisfies never;
    }
  });
}

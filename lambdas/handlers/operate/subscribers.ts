import * as z from 'zod';
import type { AddressRecord, Subscribers } from '../../adapters/subscribers';
import { readAddress } from '../../domain/address';
import type { ForgetSubscriberDependencies } from '../../use-cases/forget-subscriber';
import { forgetSubscriber } from '../../use-cases/forget-subscriber';
import {
  type UnsubscribeDependencies,
  unsubscribeFromAll,
} from '../../use-cases/unsubscribe-from-all';
import { json, type Reply, refuse } from '../json-reply';
import type { Operation } from './operations';

const bodySchema = z.object({ email: z.string() });
const UNKNOWN = 'Nobody subscribes with this address.';

/** Shows what is held on the subscriber. */
export function lookUpSubscriber(subscribers: Subscribers): Operation {
  return withSubscriber(subscribers, async (subscriberId, { softBounces = 0 }) => {
    const file = await subscribers.file(subscriberId);
    return file ? json(200, { ...file, softBounces }) : refuse(404, UNKNOWN);
  });
}

/** Unfollows everything; the subscriber stays known. */
export function unsubscribe(subscribers: Subscribers, parts: UnsubscribeDependencies): Operation {
  const stop = unsubscribeFromAll(parts);
  return withSubscriber(subscribers, async (subscriberId) => {
    const stopped = await stop(subscriberId);
    if (stopped.outcome === 'unknown') return refuse(404, UNKNOWN);
    return json(200, { outcome: 'unsubscribed', topics: stopped.topics });
  });
}

/** Erases what is held on the subscriber. */
export function forget(subscribers: Subscribers, parts: ForgetSubscriberDependencies): Operation {
  const erase = forgetSubscriber(parts);
  return withSubscriber(subscribers, async (subscriberId) => {
    const outcome = await erase(subscriberId);
    return outcome === 'unknown' ? refuse(404, UNKNOWN) : json(200, { outcome });
  });
}

function withSubscriber(
  subscribers: Subscribers,
  operation: (subscriberId: string, known: AddressRecord) => Promise<Reply>,
): Operation {
  return async (body) => {
    const read = bodySchema.safeParse(body);
    const address = readAddress(read.success ? read.data.email : '');
    if (address.outcome === 'refused') return refuse(400, address.reason);
    const known = await subscribers.findAddress(address.value);
    if (known.subscriberId !== undefined) return operation(known.subscriberId, known);
    const { suppressed } = known;
    return refuse(404, suppressed ? `${UNKNOWN} It is never mailed: ${suppressed}.` : UNKNOWN);
  };
}

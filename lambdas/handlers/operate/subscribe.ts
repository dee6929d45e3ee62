import type { MailboxLimit } from '../../domain/sign-up-limit';
import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

type SubscribeDependencies = Pick<OperateDependencies, 'subscribeForOperator'>;

const STOPPED: Record<MailboxLimit, string> = {
  mailbox:
    'This address was sent too many confirmation emails. Try again tomorrow, or record consent that you have with --confirmed.',
  'never-ask':
    'The owner of this address asked us never to send them confirmation emails again. If they have changed their mind, record their consent with --confirmed.',
};

/** Follows topics for a subscriber: at once with recorded consent, otherwise once they confirm. */
export function subscribe({ subscribeForOperator }: SubscribeDependencies): Operation {
  return withRequest(OPERATIONS['/api/subscriptions'].request, async (request) => {
    const subscribed = await subscribeForOperator(request);
    switch (subscribed.outcome) {
      case 'followed':
        return json(200, subscribed satisfies ApiReply<'/api/subscriptions'>);
      case 'asked':
        return json(202, subscribed satisfies ApiReply<'/api/subscriptions'>);
      case 'stopped':
        return refuse(429, STOPPED[subscribed.limit]);
      case 'refused': {
        const reasons = Object.entries(subscribed.errors).map(
          ([field, { reason }]) => [field, reason] as const,
        );
        const error = reasons.map(([, reason]) => reason).join(' ');
        return json(400, { error, errors: Object.fromEntries(reasons) });
      }
      default:
        return subscribed satisfies never;
    }
  });
}

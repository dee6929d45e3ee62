import { readConsent } from '../domain/consent';
import type { FollowRequest } from '../domain/delivery';
import type { RequestedConfirmation } from '../domain/requested-email';
import type { MailboxLimit, MailboxOutcome } from '../domain/sign-up-limit';
import type { Consent } from '../domain/subscriber';
import {
  checkFollowForm,
  type FollowErrors,
  type FollowForm,
  type SiteDefaults,
} from './check-follow-form';
import type { FollowOutcome, followTopics } from './follow-topics';

export interface SubscribeForOperatorDependencies {
  followTopics: ReturnType<typeof followTopics>;
  /** Counts the request, unless its owner has had enough confirmation emails, or wants none. */
  countRequest: (follow: FollowRequest, now: string) => Promise<MailboxOutcome>;
  /** Stores the request and queues its email, unless the email is on its way. */
  sendConfirmation: (request: Omit<RequestedConfirmation, 'about'>) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
}

export interface OperatorSubscription extends FollowForm {
  /** Whether the operator already has the subscriber's consent. */
  confirmed: boolean;
  /** When and how the subscriber agreed; empty unless `confirmed`. */
  consent: string;
}

export type SubscribeForOperatorOutcome =
  | ({ outcome: 'followed' } & Omit<FollowOutcome, 'schedule'>)
  /** The owner of the address gets an email that asks them to confirm. */
  | { outcome: 'asked' }
  /** The mailbox was sent too many confirmation emails in the last day, or its owner wants none. */
  | { outcome: 'stopped'; limit: MailboxLimit }
  /** The fields that were refused; each `reason` is a sentence that says what to change. */
  | { outcome: 'refused'; errors: FollowErrors & { consent?: { reason: string } } };

/** Follows at once if the operator has consent; otherwise asks the owner of the address by email. */
export function subscribeForOperator(dependencies: SubscribeForOperatorDependencies) {
  const { defaults, now } = dependencies;
  return async (request: OperatorSubscription): Promise<SubscribeForOperatorOutcome> => {
    const { confirmed, consent, ...form } = request;
    const consentRead = confirmed || consent.trim() !== '' ? readConsent(consent) : undefined;
    const checked = checkFollowForm(form, defaults);
    if (checked.outcome === 'refused' || consentRead?.outcome === 'refused') {
      return {
        outcome: 'refused',
        errors: {
          ...(checked.outcome === 'refused' ? checked.errors : {}),
          ...(consentRead?.outcome === 'refused'
            ? { consent: { reason: consentRead.reason } }
            : {}),
        },
      };
    }
    if (!confirmed || consentRead === undefined) {
      const { follow } = checked;
      const at = now();
      const counted = await dependencies.countRequest(follow, at);
      switch (counted.outcome) {
        case 'counted':
          await dependencies.sendConfirmation({ follow, askedAt: at });
          return { outcome: 'asked' };
        case 'repeated':
          await dependencies.sendConfirmation({ follow, askedAt: counted.askedAt });
          return { outcome: 'asked' };
        case 'silenced':
          return { outcome: 'stopped', limit: counted.limit };
        default:
          return counted satisfies never;
      }
    }
    const recorded: Consent = { how: 'recorded', at: now(), text: consentRead.value };
    const { schedule: _, ...followed } = await dependencies.followTopics(checked.follow, recorded);
    return { outcome: 'followed', ...followed };
  };
}

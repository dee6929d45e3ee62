import { readConsent } from '../domain/consent';
import type { Consent } from '../domain/subscriber';
import {
  checkFollowForm,
  type FollowErrors,
  type FollowForm,
  type SiteDefaults,
} from './check-follow-form';
import type { FollowOutcome, followTopics } from './follow-topics';
import type { CountedRequest, requestConfirmation } from './request-confirmation';

export interface SubscribeForOperatorDependencies {
  followTopics: ReturnType<typeof followTopics>;
  requestConfirmation: ReturnType<typeof requestConfirmation>;
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
  | ({ outcome: 'followed' } & FollowOutcome)
  /** The owner of the address gets an email that asks them to confirm. */
  | { outcome: 'asked' }
  /** The address was sent too many confirmation emails recently. */
  | Extract<CountedRequest, { outcome: 'limited' }>
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
      const requested = await dependencies.requestConfirmation(form);
      return requested.outcome === 'read' ? { outcome: 'asked' } : requested;
    }
    const recorded: Consent = { how: 'recorded', at: now(), text: consentRead.value };
    const followed = await dependencies.followTopics(checked.follow, recorded);
    return { outcome: 'followed', ...followed };
  };
}

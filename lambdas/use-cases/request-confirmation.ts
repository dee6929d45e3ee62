import type { FollowRequest } from '../domain/delivery';
import type { WordingLanguage } from '../domain/languages/wording-language';
import type { RequestedConfirmation } from '../domain/requested-email';
import { type FormAge, type GuardFields, judgeForm } from '../domain/sign-up-guard';
import type { CountedRequest, StopReason } from '../domain/sign-up-limit';
import {
  type CheckedFollowForm,
  checkPublicForm,
  type FollowForm,
  type PublicFormRules,
} from './check-follow-form';

/** Who sent the form, as far as we know. */
export interface Asker {
  /** As `networkOf` gives it. */
  network: string;
  /** The language of the page with the form. */
  wordingLanguage: WordingLanguage;
  /** `embedded`: the form is on another site, which the operator named. */
  origin: 'site' | 'embedded';
  guard: GuardFields;
  /** An address that they want to keep although it looks misspelled. */
  keptAddress?: string;
}

/** A request that is about to cause an email to someone who may never have asked for it. */
export interface StrangersRequest {
  follow: FollowRequest;
  network: string;
  /** Whether the form came without a valid time. */
  isUnproven: boolean;
}

export interface RequestConfirmationDependencies {
  /** How long ago a form with this signed time was made. */
  formAge: (stamp: string) => Promise<FormAge>;
  /** Counts the request, or finds that a limit is reached which does not depend on the address. */
  countRequest: (request: StrangersRequest, now: string) => Promise<CountedRequest>;
  /** Stores the request and queues it. Whether an email is sent is decided later. */
  sendConfirmation: (request: Omit<RequestedConfirmation, 'about'>) => Promise<void>;
  /** Counts for the operator what was stopped. */
  countStopped: (reason: StopReason, now: string) => Promise<void>;
  rules: PublicFormRules;
  now: () => string;
}

export type ConfirmationOutcome =
  /** Also if nothing is sent: the asker must not learn anything about the address. */
  | CheckedFollowForm
  /** The address is nearly that of a big provider: `suggestion` is what they probably meant. */
  | { outcome: 'misspelled'; suggestion: string }
  /** The same for every limit, and no limit depends on who has the address. */
  | { outcome: 'limited'; retryAfterSeconds: number };

/**
 * Asks the owner of an address by email to confirm what someone asked for on a page. Anyone can ask for
 * any address, so the limits protect its owner. What depends on the address is decided when the email is
 * written (`prepareRequested`), after the answer: it is the same, and takes as long, whether the address is
 * known, has had enough emails, or wants none, and whether a person or a program sent the form
 * (docs/decisions/018-the-owner-of-a-mailbox-always-gets-through.md).
 */
export function requestConfirmation(dependencies: RequestConfirmationDependencies) {
  const { formAge, countRequest, sendConfirmation, countStopped, rules } = dependencies;
  return async (form: FollowForm, asker: Asker): Promise<ConfirmationOutcome> => {
    const now = dependencies.now();
    const checked = checkPublicForm(form, rules, asker.keptAddress);
    if (checked.outcome !== 'read') {
      if (checked.outcome === 'refused' && checked.errors.email?.code === 'refusedDomain') {
        await countStopped('refused-domain', now);
      }
      return checked;
    }
    const follow = { ...checked.follow, wordingLanguage: asker.wordingLanguage };

    const verdict = judgeForm(asker.guard, await formAge(asker.guard.stamp), asker.origin);
    if (verdict.outcome === 'too-fast') {
      await countStopped('too-fast', now);
      return { outcome: 'limited', retryAfterSeconds: verdict.retryAfterSeconds };
    }

    const isUnproven = verdict.outcome === 'unproven';
    const counted = await countRequest({ follow, network: asker.network, isUnproven }, now);
    switch (counted.outcome) {
      case 'counted':
        await sendConfirmation({
          follow,
          askedAt: now,
          from: counted.from,
          ...(verdict.outcome === 'program' ? { isProgram: true } : {}),
        });
        return { outcome: 'read', follow };
      case 'limited':
        await countStopped(counted.limit, now);
        return { outcome: 'limited', retryAfterSeconds: counted.retryAfterSeconds };
      default:
        return counted satisfies never;
    }
  };
}

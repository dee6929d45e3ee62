import type { PreviewExpression } from '../domain/archive/expression-preview';
import { findNewsletter, type Newsletter } from '../domain/newsletters/newsletter';
import { checkPublicForm, type FollowForm, type PublicFormRules } from './check-follow-form';
import { needsAcceptance } from './needs-acceptance';
import type { ConfirmationOutcome, FormSender, requestConfirmation } from './request-confirmation';

export interface RequestFollowDependencies {
  requestConfirmation: ReturnType<typeof requestConfirmation>;
  previewExpression: PreviewExpression;
  rules: PublicFormRules;
  /** The stage offers these itself, so nobody has to accept how much they are. */
  newsletters: readonly Newsletter[];
}

export type RequestFollowOutcome =
  | ConfirmationOutcome
  /** The topic matches very many briefings, and the person has not accepted that. */
  | { outcome: 'too-broad' };

/**
 * Asks the owner of the address to confirm a topic. A topic that matches very many briefings must be
 * accepted first: `acceptedBroad` is the expression that was accepted, so that the acceptance does not count
 * for what is typed afterwards.
 */
export function requestFollow(dependencies: RequestFollowDependencies) {
  const isNotAccepted = needsAcceptance(dependencies.previewExpression);

  async function isTooBroad(
    form: FollowForm,
    sender: FormSender,
    acceptedBroad: string,
  ): Promise<boolean> {
    const checked = checkPublicForm(form, dependencies.rules, sender.keptAddress);
    if (checked.outcome !== 'read') return false;
    const { language } = checked.follow;
    for (const expression of form.expressions) {
      if (findNewsletter(expression, dependencies.newsletters)) continue;
      if (await isNotAccepted({ expression, acceptedBroad }, language)) return true;
    }
    return false;
  }

  return async (
    form: FollowForm,
    sender: FormSender,
    acceptedBroad: string,
  ): Promise<RequestFollowOutcome> => {
    if (await isTooBroad(form, sender, acceptedBroad)) return { outcome: 'too-broad' };
    return dependencies.requestConfirmation(form, sender);
  };
}

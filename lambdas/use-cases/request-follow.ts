import type { PreviewExpression } from '../domain/archive/expression-preview';
import { checkPublicForm, type FollowForm, type PublicFormRules } from './check-follow-form';
import type { Asker, ConfirmationOutcome, requestConfirmation } from './request-confirmation';

export interface RequestFollowDependencies {
  requestConfirmation: ReturnType<typeof requestConfirmation>;
  previewExpression: PreviewExpression;
  rules: PublicFormRules;
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
  const { previewExpression, rules } = dependencies;

  async function isTooBroad(form: FollowForm, asker: Asker): Promise<boolean> {
    const checked = checkPublicForm(form, rules, asker.keptAddress);
    if (checked.outcome !== 'read') return false;
    for (const expression of checked.follow.expressions) {
      const previewed = await previewExpression(expression, checked.follow.language);
      if (previewed.outcome === 'previewed' && previewed.preview.breadth === 'too-broad')
        return true;
    }
    return false;
  }

  return async (
    form: FollowForm,
    asker: Asker,
    acceptedBroad: string,
  ): Promise<RequestFollowOutcome> => {
    const isAccepted = form.expressions.every((expression) =>
      isBroadTopicAccepted(expression, acceptedBroad),
    );
    if (!isAccepted && (await isTooBroad(form, asker))) return { outcome: 'too-broad' };
    return dependencies.requestConfirmation(form, asker);
  };
}

/** Whether a broad topic was accepted exactly as it is typed now. */
export function isBroadTopicAccepted(expression: string, accepted: string): boolean {
  return expression.trim() === accepted.trim();
}

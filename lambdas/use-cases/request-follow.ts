import type { PreviewExpression } from '../domain/archive/expression-preview';
import { checkFollowForm, type FollowForm, type SiteDefaults } from './check-follow-form';
import type { ConfirmationOutcome, requestConfirmation } from './request-confirmation';

export interface RequestFollowDependencies {
  requestConfirmation: ReturnType<typeof requestConfirmation>;
  previewExpression: PreviewExpression;
  defaults: SiteDefaults;
}

export type RequestFollowOutcome =
  | ConfirmationOutcome
  /** The topic matches so much that it needs a second yes. */
  | { outcome: 'too-broad' };

/**
 * Asks the owner of the address to confirm a topic. A topic that matches very many briefings is asked for
 * only after a second yes: `acceptedBroad` is the expression that was accepted, so that a yes does not count
 * for what is typed afterwards.
 */
export function requestFollow(dependencies: RequestFollowDependencies) {
  const { previewExpression, defaults } = dependencies;

  async function isTooBroad(form: FollowForm): Promise<boolean> {
    const checked = checkFollowForm(form, defaults);
    if (checked.outcome === 'refused') return false;
    for (const expression of checked.follow.expressions) {
      const previewed = await previewExpression(expression, checked.follow.language);
      if (previewed.outcome === 'previewed' && previewed.preview.breadth === 'too-broad')
        return true;
    }
    return false;
  }

  return async (form: FollowForm, acceptedBroad: string): Promise<RequestFollowOutcome> => {
    const isAccepted = form.expressions.every((expression) => isSame(expression, acceptedBroad));
    if (!isAccepted && (await isTooBroad(form))) return { outcome: 'too-broad' };
    return dependencies.requestConfirmation(form);
  };
}

/** Whether a broad topic was accepted exactly as it is typed now. */
export function isSame(expression: string, accepted: string): boolean {
  return expression.trim() === accepted.trim();
}

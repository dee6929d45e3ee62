import type { PreviewExpression } from '../domain/archive/expression-preview';
import type { FollowRequest } from '../domain/follow-request';
import type { Subscriber } from '../domain/subscriber';
import { type CheckedFollowForm, checkFollowForm, type FollowForm } from './check-follow-form';
import { needsAcceptance, type TypedTopic } from './needs-acceptance';

export interface ChooseOtherTopicDependencies {
  previewExpression: PreviewExpression;
}

/** What the owner of a mailbox typed and chose behind a confirmation link. */
export type OtherTopicForm = TypedTopic &
  Pick<FollowForm, 'frequency' | 'hour' | 'timeZone' | 'guessedTimeZone'>;

export type ChosenTopic =
  | CheckedFollowForm
  /** The topic matches very many briefings, and the person has not accepted that. */
  | { outcome: 'too-broad' };

/**
 * Reads the topic that the owner of a mailbox follows instead of the one that a confirmation email names.
 * That topic may be a stranger's, so only the address of the link is used. `schedule` is what the form
 * started with.
 */
export function chooseOtherTopic({ previewExpression }: ChooseOtherTopicDependencies) {
  const isNotAccepted = needsAcceptance(previewExpression);
  return async (
    { address, language }: Pick<FollowRequest, 'address' | 'language'>,
    schedule: Pick<Subscriber, 'hour' | 'timeZone'>,
    form: OtherTopicForm,
  ): Promise<ChosenTopic> => {
    const checked = checkFollowForm(
      { ...form, email: address, expressions: [form.expression], isPrefilled: true },
      { ...schedule, language },
    );
    if (checked.outcome === 'refused') return checked;
    return (await isNotAccepted(form, language)) ? { outcome: 'too-broad' } : checked;
  };
}

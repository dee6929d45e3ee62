import { MANAGE_ACTIONS } from '../../rendering/pages/manage/views';
import type { ConsentTo, ManageAction } from '../../use-cases/manage-subscriptions';

type NamedAction = (typeof MANAGE_ACTIONS)[keyof typeof MANAGE_ACTIONS];

/** What a form of the manage pages asks for: a change, or to look something up. */
export type PostedAction =
  | ManageAction
  | { action: 'open-topic'; topicId: string }
  | { action: 'explain-absence'; url: string };

/** Reads what the form asks for; undefined for an action that does not exist. */
export function parseAction(
  field: (name: string) => string,
  consentTo: ConsentTo,
): PostedAction | undefined {
  const [action, topicId] = [field('action'), field('topicId')];
  if (!isNamedAction(action)) return undefined;
  switch (action) {
    case MANAGE_ACTIONS.openTopic:
      return { action, topicId };
    case MANAGE_ACTIONS.stop:
      return { action, topicId };
    case MANAGE_ACTIONS.setFrequency:
      return { action, topicId, frequency: field('frequency') };
    case MANAGE_ACTIONS.addTopic:
      return { action, expression: field('expression'), frequency: field('frequency'), consentTo };
    case MANAGE_ACTIONS.editTopic:
      return { action, topicId, expression: field('expression'), consentTo };
    case MANAGE_ACTIONS.setSchedule:
      return { action, hour: field('hour'), timeZone: field('timeZone') };
    case MANAGE_ACTIONS.explainAbsence:
      return { action, url: field('url') };
    case MANAGE_ACTIONS.erase:
      return { action, confirmed: field('confirm') === 'yes' };
    case MANAGE_ACTIONS.stopEverything:
      return { action };
    default:
      return action satisfies never;
  }
}

function isNamedAction(text: string): text is NamedAction {
  return Object.values<string>(MANAGE_ACTIONS).includes(text);
}

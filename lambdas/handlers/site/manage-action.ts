import { MANAGE_ACTIONS } from '../../rendering/pages/manage/views';
import { ACCEPT_BROAD } from '../../rendering/pages/preview';
import type { ConsentTo, ManageAction } from '../../use-cases/manage-subscriptions';
import type { PreferencesForm } from '../../use-cases/set-preferences';

type NamedAction = (typeof MANAGE_ACTIONS)[keyof typeof MANAGE_ACTIONS];

/** What a form of the manage pages asks for: a change, or to look something up. */
export type PostedAction =
  | ManageAction
  | { action: 'open-topic'; topicId: string }
  | { action: 'preview-topic'; topicId: string }
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
    case MANAGE_ACTIONS.previewTopic:
      return { action, topicId };
    case MANAGE_ACTIONS.stop:
      return { action, topicId };
    case MANAGE_ACTIONS.setFrequency:
      return { action, topicId, frequency: field('frequency') };
    case MANAGE_ACTIONS.addTopic:
      return {
        action,
        expression: field('expression'),
        frequency: field('frequency'),
        acceptedBroad: field(ACCEPT_BROAD),
        consentTo,
      };
    case MANAGE_ACTIONS.editTopic:
      return {
        action,
        topicId,
        expression: field('expression'),
        acceptedBroad: field(ACCEPT_BROAD),
        consentTo,
      };
    case MANAGE_ACTIONS.setPreferences:
      return { action, ...preferencesForm(field) };
    case MANAGE_ACTIONS.sendDigest:
    case MANAGE_ACTIONS.resume:
    case MANAGE_ACTIONS.stopEverything:
      return { action };
    case MANAGE_ACTIONS.pause:
      return { action, until: field('until') };
    case MANAGE_ACTIONS.unmute:
      return { action, briefingId: field('briefingId') };
    case MANAGE_ACTIONS.explainAbsence:
      return { action, url: field('url') };
    case MANAGE_ACTIONS.changeAddress:
      return { action, email: field('email') };
    case MANAGE_ACTIONS.erase:
      return { action, confirmed: field('confirm') === 'yes' };
    default:
      return action satisfies never;
  }
}

function preferencesForm(field: (name: string) => string): PreferencesForm {
  return {
    hour: field('hour'),
    timeZone: field('timeZone'),
    weekday: field('weekday'),
    monthDay: field('monthDay'),
    wordingLanguage: field('wordingLanguage'),
    quietFrom: field('quietFrom'),
    quietTo: field('quietTo'),
    maxAlertsPerDay: field('maxAlertsPerDay'),
  };
}

function isNamedAction(text: string): text is NamedAction {
  return Object.values<string>(MANAGE_ACTIONS).includes(text);
}

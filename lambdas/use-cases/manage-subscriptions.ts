import type { PreviewExpression } from '../domain/archive/expression-preview';
import { type Frequency, readFrequency } from '../domain/frequency';
import type { TopicLanguage } from '../domain/languages/language';
import type { WordingLanguage } from '../domain/languages/wording-language';
import type { Refused } from '../domain/refusal';
import type { Consent, Subscriber, SubscriberFile, Subscription } from '../domain/subscriber';
import type { AddTopicOutcome, TopicForm } from './add-topic';
import type { ChangeAddressOutcome } from './change-address';
import type { EditTopicOutcome } from './edit-topic';
import type { UnmuteOutcome } from './mute-story';
import { needsAcceptance } from './needs-acceptance';
import type { PauseOutcome } from './pause-emails';
import type { DigestNowOutcome } from './send-digest-now';
import type { PreferencesForm, PreferencesOutcome } from './set-preferences';

/** What a subscriber asks for on their manage pages. */
export type ManageAction =
  | { action: 'stop'; topicId: string }
  | { action: 'set-frequency'; topicId: string; frequency: string }
  | ({ action: 'add-topic'; consentTo: ConsentTo } & TopicForm & BroadTopicAcceptance)
  | ({
      action: 'edit-topic';
      topicId: string;
      expression: string;
      consentTo: ConsentTo;
    } & BroadTopicAcceptance)
  | ({ action: 'set-preferences' } & PreferencesForm)
  | { action: 'send-digest' }
  /** `until` is a date such as `2026-12-01`. */
  | { action: 'pause'; until: string }
  | { action: 'resume' }
  | { action: 'unmute'; briefingId: string }
  | { action: 'change-address'; email: string }
  /** `confirmed`: they ticked the box beside the button. */
  | { action: 'erase'; confirmed: boolean }
  | { action: 'stop-everything' };

/** The expression that was accepted although it matches very many briefings; empty if none was. */
interface BroadTopicAcceptance {
  acceptedBroad: string;
}

/** The consent that a subscriber gives by pressing the button for a topic. */
export type ConsentTo = (expression: string, frequency: Frequency) => Consent;

export interface ManageSubscriptionsDependencies {
  previewExpression: PreviewExpression;
  /** Of new topics. */
  language: TopicLanguage;
  unfollow: (subscriberId: string, topicId: string) => Promise<unknown>;
  changeFrequency: (
    subscriber: Subscriber,
    topicId: string,
    frequency: Frequency,
  ) => Promise<'changed' | 'unchanged' | 'not-followed'>;
  addTopic: (
    file: SubscriberFile,
    form: TopicForm,
    consentTo: ConsentTo,
  ) => Promise<AddTopicOutcome>;
  editTopic: (
    file: SubscriberFile,
    form: { topicId: string; expression: string },
    consentTo: ConsentTo,
  ) => Promise<EditTopicOutcome>;
  setPreferences: (file: SubscriberFile, form: PreferencesForm) => Promise<PreferencesOutcome>;
  sendDigestNow: (file: SubscriberFile) => Promise<DigestNowOutcome>;
  pauseEmails: (file: SubscriberFile, until: string) => Promise<PauseOutcome>;
  resumeEmails: (file: SubscriberFile) => Promise<void>;
  unmuteStory: (subscriberId: string, briefingId: string) => Promise<UnmuteOutcome>;
  changeAddress: (file: SubscriberFile, email: string) => Promise<ChangeAddressOutcome>;
  forgetSubscriber: (subscriberId: string) => Promise<unknown>;
  unsubscribeFromAll: (subscriberId: string) => Promise<unknown>;
}

export type ManageOutcome =
  | { outcome: 'stopped'; expression: string }
  | { outcome: 'followed'; expression: string; frequency: Frequency }
  | { outcome: 'edited'; expression: string; former: string }
  /** The topic matches very many briefings, and the person has not accepted that. */
  | { outcome: 'too-broad' }
  /** The edited expression means the same as before. */
  | { outcome: 'same-topic'; expression: string }
  | { outcome: 'preferences-set'; wordingLanguage: WordingLanguage }
  | { outcome: 'digest'; digest: DigestNowOutcome }
  /** `until`: ISO 8601. */
  | { outcome: 'paused'; until: string }
  | { outcome: 'resumed' }
  | { outcome: 'unmuted'; title: string }
  | { outcome: 'not-muted' }
  | { outcome: 'address-asked'; address: string }
  | { outcome: 'address-same' | 'address-limited' }
  | { outcome: 'erased' }
  /** They have to tick the box beside the button. */
  | { outcome: 'erase-unconfirmed' }
  | { outcome: 'stopped-everything' }
  /** The fields that were refused, and why. */
  | { outcome: 'refused'; errors: Record<string, Refused> }
  /** The topic is not followed any more, or there is no such frequency. */
  | { outcome: 'nothing-to-do' };

/** Does what a subscriber asks for on their manage pages. A repeated request changes nothing. */
export function manageSubscriptions(dependencies: ManageSubscriptionsDependencies) {
  const isNotAccepted = needsAcceptance(dependencies.previewExpression);

  return async (file: SubscriberFile, action: ManageAction): Promise<ManageOutcome> => {
    const { subscriberId } = file.subscriber;
    switch (action.action) {
      case 'stop': {
        const subscription = subscriptionTo(file, action.topicId);
        if (subscription === undefined) return { outcome: 'nothing-to-do' };
        await dependencies.unfollow(subscriberId, subscription.topicId);
        return { outcome: 'stopped', expression: subscription.expression };
      }
      case 'set-frequency': {
        const subscription = subscriptionTo(file, action.topicId);
        const frequency = readFrequency(action.frequency);
        if (subscription === undefined || frequency.outcome === 'refused') {
          return { outcome: 'nothing-to-do' };
        }
        const { topicId, expression } = subscription;
        const { changeFrequency } = dependencies;
        const changed = await changeFrequency(file.subscriber, topicId, frequency.value);
        if (changed === 'not-followed') return { outcome: 'nothing-to-do' };
        return { outcome: 'followed', expression, frequency: frequency.value };
      }
      case 'add-topic': {
        if (await isNotAccepted(action, dependencies.language)) return { outcome: 'too-broad' };
        const added = await dependencies.addTopic(file, action, action.consentTo);
        if (added.outcome === 'refused') return refused(added.errors);
        return { outcome: 'followed', expression: added.expression, frequency: added.frequency };
      }
      case 'edit-topic': {
        const language = subscriptionTo(file, action.topicId)?.language ?? dependencies.language;
        if (await isNotAccepted(action, language)) return { outcome: 'too-broad' };
        return edited(await dependencies.editTopic(file, action, action.consentTo));
      }
      case 'set-preferences': {
        const set = await dependencies.setPreferences(file, action);
        if (set.outcome === 'refused') return refused(set.errors);
        return { outcome: 'preferences-set', wordingLanguage: set.wordingLanguage };
      }
      case 'send-digest':
        return { outcome: 'digest', digest: await dependencies.sendDigestNow(file) };
      case 'pause': {
        const paused = await dependencies.pauseEmails(file, action.until);
        return paused.outcome === 'paused' ? paused : refused({ until: paused });
      }
      case 'resume':
        await dependencies.resumeEmails(file);
        return { outcome: 'resumed' };
      case 'unmute': {
        const unmuted = await dependencies.unmuteStory(subscriberId, action.briefingId);
        return unmuted.outcome === 'unmuted' ? unmuted : { outcome: 'not-muted' };
      }
      case 'change-address':
        return addressOutcome(await dependencies.changeAddress(file, action.email));
      case 'erase':
        if (!action.confirmed) return { outcome: 'erase-unconfirmed' };
        await dependencies.forgetSubscriber(subscriberId);
        return { outcome: 'erased' };
      case 'stop-everything':
        await dependencies.unsubscribeFromAll(subscriberId);
        return { outcome: 'stopped-everything' };
      default:
        return action satisfies never;
    }
  };
}

function edited(outcome: EditTopicOutcome): ManageOutcome {
  switch (outcome.outcome) {
    case 'edited':
      return { outcome: 'edited', expression: outcome.expression, former: outcome.former };
    case 'same':
      return { outcome: 'same-topic', expression: outcome.expression };
    case 'refused':
      return refused(outcome.errors);
    case 'not-followed':
      return { outcome: 'nothing-to-do' };
    default:
      return outcome satisfies never;
  }
}

function addressOutcome(outcome: ChangeAddressOutcome): ManageOutcome {
  switch (outcome.outcome) {
    case 'asked':
      return { outcome: 'address-asked', address: outcome.address };
    case 'same':
      return { outcome: 'address-same' };
    case 'limited':
      return { outcome: 'address-limited' };
    case 'refused':
      return refused({ email: outcome });
    default:
      return outcome satisfies never;
  }
}

function refused(errors: Partial<Record<string, Refused>>): ManageOutcome {
  const given = Object.entries(errors).flatMap(([field, refusal]) =>
    refusal ? [[field, refusal] as const] : [],
  );
  return { outcome: 'refused', errors: Object.fromEntries(given) };
}

function subscriptionTo(file: SubscriberFile, topicId: string): Subscription | undefined {
  return file.subscriptions.find((subscription) => subscription.topicId === topicId);
}

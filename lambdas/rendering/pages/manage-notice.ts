import type { ManageOutcome } from '../../use-cases/manage-subscriptions';
import { FREQUENCY_WORDING } from '../frequency-wording';
import { topicInSentence } from '../topic-wording';

/** What the manage page says at the top after a change. */
export function formatManageNotice(
  managed: Exclude<ManageOutcome, { outcome: 'schedule-refused' }>,
): string {
  switch (managed.outcome) {
    case 'stopped':
      return `You no longer follow ${topicInSentence(managed.expression)}.`;
    case 'frequency-set':
      return `You follow ${topicInSentence(managed.expression)}. We will send briefings ${FREQUENCY_WORDING[managed.frequency].sent}.`;
    case 'schedule-set':
      return 'We will send your digests at the new time.';
    case 'stopped-everything':
      return 'You are unsubscribed. We will not send you any more emails.';
    case 'nothing-to-do':
      return 'You do not follow that topic.';
    default:
      return managed satisfies never;
  }
}

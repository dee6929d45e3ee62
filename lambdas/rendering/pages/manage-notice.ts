import type { ManageOutcome } from '../../use-cases/manage-subscriptions';
import { FREQUENCY_WORDING } from '../frequency-wording';

/** The sentence at the top of the manage page that says what was just done. */
export function manageNotice(
  managed: Exclude<ManageOutcome, { outcome: 'schedule-refused' }>,
): string {
  switch (managed.outcome) {
    case 'stopped':
      return `You no longer follow ${managed.expression}.`;
    case 'frequency-set':
      return `You now follow ${managed.expression} ${FREQUENCY_WORDING[managed.frequency].adverb}.`;
    case 'schedule-set':
      return 'Your digests will be sent at the new time.';
    case 'stopped-everything':
      return 'You follow no topics and will get no more emails.';
    case 'nothing-to-do':
      return 'You do not follow that topic.';
    default:
      return managed satisfies never;
  }
}

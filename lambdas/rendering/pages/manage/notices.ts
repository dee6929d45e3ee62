import type { WordingLanguage } from '../../../domain/languages/wording-language';
import type { ManageOutcome } from '../../../use-cases/manage-subscriptions';
import { isolate } from '../../isolate';
import { topicInSentence } from '../../topic-wording';
import { ACCOUNT_WORDING } from '../../wording/account';
import { MANAGE_WORDING } from '../../wording/manage';
import { refusalTexts } from '../../wording/refusals';
import { SETTINGS_WORDING } from '../../wording/settings';

/** What a manage page says at the top after a change, or next to the fields that were refused. */
export type ManageAnswer = { notice: string } | { errors: Partial<Record<string, string>> };

/** What to say about an outcome. After `erased` there is no page any more that could say something. */
export function answerTo(
  managed: Exclude<ManageOutcome, { outcome: 'erased' }>,
  language: WordingLanguage,
): ManageAnswer {
  const { notices } = MANAGE_WORDING[language];
  const account = ACCOUNT_WORDING[language];
  const named = (expression: string) => isolate(topicInSentence(expression, language));
  switch (managed.outcome) {
    case 'stopped':
      return { notice: notices.stopped(named(managed.expression)) };
    case 'followed':
      return { notice: notices.follows[managed.frequency](named(managed.expression)) };
    case 'edited':
      return { notice: notices.edited(named(managed.expression), named(managed.former)) };
    case 'same-topic':
      return { notice: notices.sameTopic(named(managed.expression)) };
    case 'schedule-set':
      return { notice: SETTINGS_WORDING[language].notices.saved };
    case 'erase-unconfirmed':
      return { errors: { confirm: account.erase.notTicked } };
    case 'stopped-everything':
      return { notice: notices.stoppedEverything };
    case 'nothing-to-do':
      return { notice: notices.nothingToDo };
    case 'refused':
      return { errors: refusalTexts(managed.errors, language) };
    default:
      return managed satisfies never;
  }
}

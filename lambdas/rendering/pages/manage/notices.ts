import type { WordingLanguage } from '../../../domain/languages/wording-language';
import type { Newsletter } from '../../../domain/newsletters/newsletter';
import type { ManageOutcome } from '../../../use-cases/manage-subscriptions';
import type { DigestNowOutcome } from '../../../use-cases/send-digest-now';
import { formatDay } from '../../dates';
import { isolate } from '../../isolate';
import { plainLine } from '../../plain-line';
import { topicInSentence } from '../../topic-wording';
import { ACCOUNT_WORDING } from '../../wording/account';
import { MANAGE_WORDING } from '../../wording/manage';
import { refusalTexts } from '../../wording/refusals';
import { SETTINGS_WORDING } from '../../wording/settings';
import { ACCEPT_BROAD } from '../preview';

/** What a manage page says at the top after a change, or next to the fields that were refused. */
export type ManageAnswer = { notice: string } | { errors: Partial<Record<string, string>> };

/** What to say about an outcome. After `erased` there is no page left that could show it. */
export function answerTo(
  managed: Exclude<ManageOutcome, { outcome: 'erased' }>,
  {
    language,
    timeZone,
    newsletters,
  }: { language: WordingLanguage; timeZone: string; newsletters: readonly Newsletter[] },
): ManageAnswer {
  const { notices } = MANAGE_WORDING[language];
  const settings = SETTINGS_WORDING[language].notices;
  const account = ACCOUNT_WORDING[language];
  const named = (expression: string) => isolate(topicInSentence(expression, language, newsletters));
  switch (managed.outcome) {
    case 'stopped':
      return { notice: notices.stopped(named(managed.expression)) };
    case 'followed':
      return { notice: notices.follows[managed.frequency](named(managed.expression)) };
    case 'edited':
      return { notice: notices.edited(named(managed.expression), named(managed.former)) };
    case 'too-broad':
      return { errors: { [ACCEPT_BROAD]: MANAGE_WORDING[language].editor.tickBroad } };
    case 'same-topic':
      return { notice: notices.sameTopic(named(managed.expression)) };
    case 'preferences-set':
      return { notice: settings.saved };
    case 'digest':
      return { notice: digestNotice(managed.digest, language) };
    case 'paused':
      return { notice: notices.paused(formatDay(new Date(managed.until), timeZone, language)) };
    case 'resumed':
      return { notice: notices.resumed };
    case 'unmuted':
      return { notice: settings.unmuted(isolate(plainLine(managed.title))) };
    case 'not-muted':
      return { notice: settings.notMuted };
    case 'address-asked':
      return { notice: account.notices.asked(isolate(managed.address)) };
    case 'address-same':
      return { notice: account.notices.same };
    case 'address-limited':
      return { notice: account.notices.limited };
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

function digestNotice(digest: DigestNowOutcome, language: WordingLanguage): string {
  const { notices } = MANAGE_WORDING[language];
  switch (digest.outcome) {
    case 'queued':
      return notices.digestQueued;
    case 'nothing-new':
      return notices.digestNothingNew;
    case 'none-followed':
      return notices.digestNoneFollowed;
    case 'paused':
      return notices.digestPaused;
    case 'too-soon':
      return notices.digestTooSoon;
    default:
      return digest satisfies never;
  }
}

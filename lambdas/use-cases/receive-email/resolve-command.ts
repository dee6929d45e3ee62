import { refuseWebAddress } from '../../domain/confirmation-topic';
import type { DeliveryRecord } from '../../domain/delivery-record';
import type { DigestSchedule } from '../../domain/digest-schedule';
import type { CommandResult } from '../../domain/email-commands/command-result';
import type { EmailCommand } from '../../domain/email-commands/email-command';
import type { Keyword } from '../../domain/email-commands/keyword';
import { dateOfPauseEnd, type PauseEnd } from '../../domain/email-commands/pause-end';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import { readExpression } from '../../domain/expressions/read-expression';
import { topicIdOf } from '../../domain/expressions/topic-id';
import { fold } from '../../domain/languages/characters';
import type { TopicLanguage } from '../../domain/languages/language';
import { localTimeAt } from '../../domain/local-time';
import { readPauseEnd } from '../../domain/pause';
import { type Refused, refuse } from '../../domain/refusal';
import type { SubscriberFile, Subscription } from '../../domain/subscriber';

/** What a command is resolved against. */
export interface CommandContext {
  /** The account that it is about; absent for an address that no subscriber has. */
  file?: SubscriberFile;
  /** When digests come, for dates: the subscriber's, or the site's. */
  schedule: DigestSchedule;
  /** The language of topics for whoever does not choose one. */
  language: TopicLanguage;
  /** The email that the command replies to, if it was to this account. */
  delivery?: DeliveryRecord;
  /** ISO 8601. */
  now: string;
}

export type Resolved =
  | { outcome: 'resolved'; command: ResolvedCommand }
  /** It cannot be carried out whoever asks, or needs no account. */
  | { outcome: 'answered'; result: CommandResult };

/** Says what exactly a command asks for, or why it cannot be done. */
export function resolveCommand(command: EmailCommand, context: CommandContext): Resolved {
  switch (command.kind) {
    case 'follow':
      return follow({ expression: command.expression }, context.language);
    case 'set-frequency': {
      const { frequency, expression } = command;
      if (expression !== undefined) {
        return follow({ expression, frequency }, context.language);
      }
      const topicIds = context.delivery?.contents?.topicIds ?? [];
      return resolved({
        kind: 'set-frequency',
        frequency,
        ...(topicIds.length > 0 ? { topicIds } : {}),
      });
    }
    case 'unfollow': {
      const { expression } = command;
      if (expression === undefined) return resolved({ kind: 'unfollow' });
      const subscription = findSubscription(expression, context.file?.subscriptions ?? []);
      if (subscription === undefined) return answered({ result: 'not-followed' });
      const { topicId, expression: followed } = subscription;
      return resolved({ kind: 'unfollow', topic: { topicId, expression: followed } });
    }
    case 'pause':
      return pause(command.until, context);
    case 'mute': {
      const briefingId = context.delivery?.briefingId;
      return briefingId === undefined
        ? answered({ result: 'not-in-reply', keyword: 'mute' })
        : resolved({ kind: 'mute', briefingId });
    }
    case 'why':
      return context.delivery?.contents === undefined
        ? answered({ result: 'not-in-reply', keyword: 'why' })
        : resolved({ kind: 'why', deliveryId: context.delivery.deliveryId });
    case 'list':
    case 'resume':
      return resolved({ kind: command.kind });
    case 'help':
      return answered({ result: 'helped' });
    default:
      return command satisfies never;
  }
}

function resolved(command: ResolvedCommand): Resolved {
  return { outcome: 'resolved', command };
}

function answered(result: CommandResult): Resolved {
  return { outcome: 'answered', result };
}

function refused(keyword: Keyword, { code, values, reason }: Refused): Resolved {
  return answered({
    result: 'refused',
    keyword,
    refusal: { code, values: [...values], reason },
  });
}

/** The same rules as for the form: the answer may go to someone who never asked. */
function follow(
  topic: Omit<Extract<ResolvedCommand, { kind: 'follow' }>, 'kind'>,
  language: TopicLanguage,
): Resolved {
  const webAddress = refuseWebAddress(topic.expression);
  if (webAddress.outcome === 'refused') return refused('follow', webAddress);
  const read = readExpression(topic.expression, language);
  if (read.outcome === 'refused') return refused('follow', read);
  return resolved({ kind: 'follow', ...topic, expression: read.expression.written });
}

function pause(until: PauseEnd, { schedule, now }: CommandContext): Resolved {
  const today = localTimeAt(now, schedule.timeZone).date;
  const date = dateOfPauseEnd(until, today);
  if (date === undefined) return refused('pause', refuse('unknownDate'));
  const end = readPauseEnd(date, schedule, now);
  return end.outcome === 'refused'
    ? refused('pause', end)
    : resolved({ kind: 'pause', until: date });
}

/** The followed topic that is meant: with the same meaning, or written the same. */
function findSubscription(
  expression: string,
  subscriptions: readonly Subscription[],
): Subscription | undefined {
  const bare = (text: string) =>
    fold(text)
      .replace(/["“”„«»]/g, '')
      .trim();
  const means = ({ topicId, language }: Subscription) => {
    const read = readExpression(expression, language);
    return read.outcome === 'read' && topicIdOf(read.expression) === topicId;
  };
  return (
    subscriptions.find(means) ??
    subscriptions.find((one) => bare(one.expression) === bare(expression))
  );
}

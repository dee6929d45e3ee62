import type { DeliveryRequest } from '../../domain/delivery';
import type { AnswerKind, CountedAnswer } from '../../domain/email-commands/answer-limits';
import { type CommandResult, outcomeOf } from '../../domain/email-commands/command-result';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import type { FollowRequest } from '../../domain/follow-request';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { type MailboxRequest, requestKey } from '../../domain/mailbox-requests';
import { deliveryOf, type EmailThread, type RequestedEmail } from '../../domain/requested-email';
import type { MailboxOutcome } from '../../domain/sign-up-limit';
import type { SubscriberFile } from '../../domain/subscriber';
import type { SiteDefaults } from '../check-follow-form';
import { isOwnAddress, type Sender } from './identify-sender';
import { isBroadTopic } from './mark-broad-topic';

export interface AnswerEmailDependencies {
  /** Counts an answer, unless the mailbox or all addresses together have had enough. Safe to repeat. */
  countAnswer: (address: string, answer: CountedAnswer) => Promise<'counted' | 'over'>;
  /** Counts a confirmation email to a mailbox, unless it has had enough, or its owner wants none. */
  countMailbox: (address: string, request: MailboxRequest) => Promise<MailboxOutcome>;
  /** False if the owner of the address wants no email that strangers cause. */
  mayAsk: (address: string) => Promise<boolean>;
  storeRequest: (requested: RequestedEmail, now: string) => Promise<unknown>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  defaults: SiteDefaults;
}

/** What is to be answered. */
export interface Answer {
  answerId: string;
  sender: Sender;
  /** The subscriber for whom something was done or is asked. */
  file?: SubscriberFile;
  results: CommandResult[];
  pending: ResolvedCommand[];
  language: WordingLanguage;
  /** ISO 8601. */
  at: string;
  thread: EmailThread;
}

/** Emails with commands count as one network: two of a mailbox's confirmations are for others. */
const NETWORK = 'email';

/**
 * Answers an email, to its `From` address alone. Limits hold back answers, never what was asked for. A request
 * to follow topics, and nothing else, gets the same email as one from the form.
 */
export function answerEmail(dependencies: AnswerEmailDependencies) {
  const { countAnswer, countMailbox, mayAsk, storeRequest, sendDeliveries } = dependencies;

  async function send(requested: RequestedEmail, at: string): Promise<void> {
    await storeRequest(requested, at);
    await sendDeliveries([deliveryOf(requested)]);
  }

  return async (answer: Answer): Promise<'answered' | 'held-back'> => {
    const { answerId, sender, file, results, pending, language, at, thread } = answer;
    const { address } = sender;
    if (sender.isSuppressed) return 'held-back';
    const kind = kindOf(answer);
    // Whoever only seems to be the sender may have asked for no such emails. Leaving stays possible.
    const isProven = sender.isAuthenticated || results.some((result) => !isHint(result));
    if (!isProven && kind !== 'leaving' && !(await mayAsk(address))) return 'held-back';
    const counted = await countAnswer(address, { answerId, kind, at });
    if (counted === 'over') return 'held-back';

    const follow =
      results.length === 0 ? followRequestOf(answer, dependencies.defaults) : undefined;
    if (follow) {
      const request = { key: requestKey(follow), at, from: NETWORK };
      const isCounted = (await countMailbox(address, request)).outcome === 'counted';
      if (!isCounted) return 'held-back';
      await send({ about: 'follow', follow, askedAt: at, from: NETWORK, thread }, at);
      return 'answered';
    }
    const owner = file ?? sender.file;
    await send(
      {
        about: 'answer',
        answerId,
        address,
        ...(owner ? { subscriberId: owner.subscriber.subscriberId } : {}),
        wordingLanguage: language,
        timeZone: owner?.subscriber.timeZone ?? dependencies.defaults.timeZone,
        askedAt: at,
        results,
        pending,
        isToOwner: owner !== undefined && isOwnAddress(sender, owner),
        thread,
      },
      at,
    );
    return 'answered';
  };
}

function isHint(result: CommandResult): boolean {
  const outcome = outcomeOf(result);
  return outcome === 'helped' || outcome === 'nothing-understood';
}

function kindOf({ sender, results, pending }: Answer): AnswerKind {
  const isLeaving = pending.some(({ kind }) => kind === 'unfollow' || kind === 'pause');
  if (isLeaving && sender.file !== undefined) return 'leaving';
  return pending.length === 0 && results.every(isHint) ? 'hint' : 'answer';
}

/**
 * What the form would have asked for; undefined if some commands are others, their frequencies differ, or a topic
 * matches so much that the email has to say so.
 */
function followRequestOf(
  { sender, pending, language }: Answer,
  defaults: SiteDefaults,
): FollowRequest | undefined {
  const follows = pending.flatMap((command) => (command.kind === 'follow' ? [command] : []));
  const [first] = follows;
  const frequencyOf = ({ frequency = 'instant' }: (typeof follows)[number]) => frequency;
  const isOne =
    follows.length === pending.length &&
    !follows.some(isBroadTopic) &&
    follows.every((command) => first && frequencyOf(command) === frequencyOf(first));
  if (first === undefined || !isOne) return undefined;
  return {
    address: sender.address,
    expressions: [...new Set(follows.map(({ expression }) => expression))],
    language: defaults.language,
    frequency: frequencyOf(first),
    timeZone: defaults.timeZone,
    hour: defaults.hour,
    wordingLanguage: language,
  };
}

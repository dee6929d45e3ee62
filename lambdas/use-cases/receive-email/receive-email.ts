import { readAddress } from '../../domain/address';
import type { DeliveryRecord } from '../../domain/delivery-record';
import { automaticReason } from '../../domain/email-commands/automatic-email';
import { type CommandResult, outcomeOf } from '../../domain/email-commands/command-result';
import type { EmailCommand, ReadCommand } from '../../domain/email-commands/email-command';
import { emailKeyOf, threadOf } from '../../domain/email-commands/email-identity';
import { readCommands } from '../../domain/email-commands/read-commands';
import type { ReadEmail, ReceivedEmail } from '../../domain/email-commands/received-email';
import type { IncomingEmail, Receipt } from '../../domain/email-commands/receiving-outcome';
import { deliveryMark, isInboundAddress } from '../../domain/email-commands/reply-address';
import {
  type Proof,
  proofFor,
  type ResolvedCommand,
} from '../../domain/email-commands/resolved-command';
import {
  DEFAULT_WORDING_LANGUAGE,
  type WordingLanguage,
} from '../../domain/languages/wording-language';
import type { SubscriberFile } from '../../domain/subscriber';
import type { SiteDefaults } from '../check-follow-form';
import { type ReadDeliveriesDependencies, readDeliveries } from '../list-sent-emails';
import type { answerEmail } from './answer-email';
import type { ConsentTo, carryOutCommand } from './carry-out-command';
import { accountOf, type identifySender, isOwnAddress, type Sender } from './identify-sender';
import { isBroadTopic, type markBroadTopic } from './mark-broad-topic';
import { resolveCommand } from './resolve-command';

export interface ReceiveEmailDependencies extends ReadDeliveriesDependencies {
  readEmail: (raw: Buffer) => Promise<ReadEmail>;
  /** Takes commands, with or without a label. */
  inboundAddress: string;
  /** Other addresses of ours: an email from one of them is our own. */
  ownAddresses: readonly string[];
  /** When the email arrived first (ISO 8601); undefined for a copy of one that has arrived before. */
  markReceived: (emailKey: string, arrivalId: string, now: string) => Promise<string | undefined>;
  identifySender: ReturnType<typeof identifySender>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  markBroadTopic: ReturnType<typeof markBroadTopic>;
  carryOut: ReturnType<typeof carryOutCommand>;
  answer: ReturnType<typeof answerEmail>;
  defaults: SiteDefaults;
  now: () => string;
}

/** One command, after it was carried out or left for its sender to confirm. */
type Step = { result: CommandResult; file?: SubscriberFile } | { pending: ResolvedCommand };

/**
 * Does what the commands of an email ask for, or asks its sender to confirm them, and answers it. A second
 * run for the same arrival does the same again, which changes nothing, and sends no second answer.
 */
export function receiveEmail(dependencies: ReceiveEmailDependencies) {
  const { inboundAddress, defaults } = dependencies;

  return async (incoming: IncomingEmail): Promise<Receipt> => {
    const read = await dependencies.readEmail(incoming.raw);
    if (read.outcome === 'unreadable') return rejected(read.why);
    const email = withEnvelope(read.email, incoming);
    const recipients = incoming.envelope?.recipients ?? email.to;
    if (!recipients.some((one) => isInboundAddress(one, inboundAddress))) {
      return rejected('not-addressed-to-us');
    }
    const [author] = email.from;
    const address = readAddress(author ?? '');
    if (author === undefined || address.outcome === 'refused' || !isPlainAddress(author)) {
      return rejected('sender-address');
    }
    if (incoming.isUnwanted) return ignored('unwanted');
    const isOurs = email.from.some((from) => isInboundAddress(from, inboundAddress));
    const own = { addresses: dependencies.ownAddresses };
    const automatic = isOurs ? 'own' : automaticReason(email, own);
    if (automatic) return ignored(automatic);

    const emailKey = emailKeyOf(address.value, email);
    const at = await dependencies.markReceived(emailKey, incoming.arrivalId, dependencies.now());
    if (at === undefined) return ignored('copy');

    const sender = await dependencies.identifySender(address.value, recipients, {
      dmarc: incoming.dmarc,
      isOnlyAuthor: email.from.length === 1,
    });
    const preferred = languageOf(sender);
    const commands = readCommands(email, preferred);
    const language = sender.file?.subscriber.wordingLanguage ?? languageIn(commands) ?? preferred;
    const steps =
      commands.outcome === 'commands'
        ? await carryOutAll(commands.commands, sender, email, { at, language })
        : [{ result: resultOf(commands) }];

    const results = steps.flatMap((step) => ('result' in step ? [step.result] : []));
    const pending = steps.flatMap((step) => ('pending' in step ? [step.pending] : []));
    const file = steps.flatMap((step) => ('file' in step && step.file ? [step.file] : []))[0];
    const answered = await dependencies.answer({
      answerId: emailKey,
      sender,
      ...(file ? { file } : {}),
      results,
      pending,
      language,
      at,
      thread: threadOf(email),
    });
    const [first] = steps;
    const [command] = commands.outcome === 'commands' ? commands.commands : [];
    return {
      outcome:
        first !== undefined && 'result' in first ? outcomeOf(first.result) : 'confirmation-asked',
      ...(command === undefined ? {} : { command: nameOf(command) }),
      replied: answered === 'answered',
    };
  };

  /** Carries out what the sender has shown that they may ask for. The rest is left for them to confirm. */
  async function carryOutAll(
    commands: EmailCommand[],
    sender: Sender,
    email: ReceivedEmail,
    { at, language }: { at: string; language: WordingLanguage },
  ): Promise<Step[]> {
    const steps: Step[] = [];
    for (const command of commands) {
      steps.push(await carryOut(command, sender, email, { at, language }));
    }
    return steps;
  }

  async function carryOut(
    command: EmailCommand,
    sender: Sender,
    email: ReceivedEmail,
    { at, language }: { at: string; language: WordingLanguage },
  ): Promise<Step> {
    // An earlier command may have changed the account.
    const target = await reread(accountOf(sender, 'reply-address') ?? sender.file);
    const delivery =
      target && needsDelivery(command) ? await findReplied(target, sender, email) : undefined;
    const resolved = resolveCommand(command, {
      ...(target ? { file: target } : {}),
      schedule: target?.subscriber ?? defaults,
      language: defaults.language,
      ...(delivery ? { delivery } : {}),
      now: at,
    });
    if (resolved.outcome === 'answered') return { result: resolved.result };
    const asked = await dependencies.markBroadTopic(resolved.command, target?.subscriptions ?? []);
    const account = accountOf(sender, proofOf(asked, sender, target));
    const file = account && target && isSameSubscriber(account, target) ? target : undefined;
    if (file === undefined || isBroadTopic(asked)) return { pending: asked };
    const result = await dependencies.carryOut(file, asked, consentBy(at, language));
    return { result, file };
  }

  async function reread(file: SubscriberFile | undefined): Promise<SubscriberFile | undefined> {
    return file && dependencies.subscriberFile(file.subscriber.subscriberId);
  }

  /** The email that this one replies to, if it went to the subscriber. */
  async function findReplied(
    file: SubscriberFile,
    { repliedTo }: Sender,
    { inReplyTo }: ReceivedEmail,
  ): Promise<DeliveryRecord | undefined> {
    const deliveries = await readDeliveries(dependencies, file.subscriber.subscriberId);
    const mark =
      repliedTo && isSameSubscriber(repliedTo.file, file) ? repliedTo.deliveryMark : undefined;
    const names = inReplyTo.map((messageId) => messageId.slice(1).split('@', 1)[0] ?? '');
    return (
      deliveries.find(({ deliveryId }) => deliveryMark(deliveryId) === mark) ??
      deliveries.find(
        ({ deliveryId, messageId = deliveryId }) =>
          names.includes(messageId) || names.includes(deliveryId),
      )
    );
  }
}

/** A reply address is enough for `why` if the answer goes to the subscriber's own address: they have the email already. */
function proofOf(
  command: ResolvedCommand,
  sender: Sender,
  file: SubscriberFile | undefined,
): Proof {
  const isAnswerSafe = command.kind === 'why' && file !== undefined && isOwnAddress(sender, file);
  return isAnswerSafe ? 'reply-address' : proofFor(command);
}

function needsDelivery(command: EmailCommand): boolean {
  const isBareFrequency = command.kind === 'set-frequency' && command.expression === undefined;
  return command.kind === 'mute' || command.kind === 'why' || isBareFrequency;
}

function isSameSubscriber(one: SubscriberFile, other: SubscriberFile): boolean {
  return one.subscriber.subscriberId === other.subscriber.subscriberId;
}

/** The envelope's sender is that of the connection, if there was one: a header can say anything. */
function withEnvelope(email: ReceivedEmail, { envelope }: IncomingEmail): ReceivedEmail {
  return envelope?.sender === undefined ? email : { ...email, returnPath: envelope.sender };
}

/** Addresses with a quoted or international local part are rejected, never altered. */
function isPlainAddress(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address) && !address.includes('"');
}

function languageOf({ file, repliedTo }: Sender): WordingLanguage {
  const { wordingLanguage } = (file ?? repliedTo?.file)?.subscriber ?? {};
  return wordingLanguage ?? DEFAULT_WORDING_LANGUAGE;
}

function languageIn(read: ReturnType<typeof readCommands>): WordingLanguage | undefined {
  return read.outcome === 'no-command' ? undefined : read.language;
}

function resultOf(read: Exclude<ReadCommand, { outcome: 'command' }>): CommandResult {
  switch (read.outcome) {
    case 'incomplete':
    case 'misspelled':
      return { result: read.outcome, keyword: read.keyword };
    case 'no-command':
      return { result: 'no-command' };
    default:
      return read satisfies never;
  }
}

/** The consent of a subscriber whose email the domain of their address vouches for. */
function consentBy(at: string, language: WordingLanguage): ConsentTo {
  return (expression, frequency) => ({
    how: 'confirmed',
    at,
    text: `An email from the subscriber, with DMARC pass: follow ${expression} (${frequency}).`,
    language,
  });
}

/** The word for a command, for the log: never what a person wrote. */
function nameOf(command: EmailCommand): string {
  return command.kind === 'set-frequency' ? command.frequency : command.kind;
}

function rejected(reason: string): Receipt {
  return { outcome: 'rejected', reason, replied: false };
}

function ignored(reason: string): Receipt {
  return { outcome: 'ignored', reason, replied: false };
}

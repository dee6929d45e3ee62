import { readAddress } from '../../domain/address';
import { automaticReason } from '../../domain/email-commands/automatic-email';
import { type CommandResult, outcomeOf } from '../../domain/email-commands/command-result';
import type { EmailCommand, ReadCommand } from '../../domain/email-commands/email-command';
import { emailKeyOf, threadOf } from '../../domain/email-commands/email-identity';
import { readCommands } from '../../domain/email-commands/read-commands';
import type { ReadEmail, ReceivedEmail } from '../../domain/email-commands/received-email';
import type { IncomingEmail, Receipt } from '../../domain/email-commands/receiving-outcome';
import type { ReceivingStep } from '../../domain/email-commands/receiving-step';
import { isInboundAddress } from '../../domain/email-commands/reply-address';
import {
  DEFAULT_WORDING_LANGUAGE,
  type WordingLanguage,
} from '../../domain/languages/wording-language';
import { wordingLanguageOf } from '../../domain/languages/wording-language-of';
import type { SubscriberFile } from '../../domain/subscriber';
import type { answerEmail } from './answer-email';
import { type CarryOutCommandsDependencies, carryOutCommands } from './carry-out-commands';
import type { identifySender, Sender } from './identify-sender';

export interface ReceiveEmailDependencies extends CarryOutCommandsDependencies {
  readEmail: (raw: Buffer) => Promise<ReadEmail>;
  /** Takes commands, with or without a label. */
  inboundAddress: string;
  /** Other addresses of ours: an email from one of them is our own. */
  ownAddresses: readonly string[];
  /** Undefined for a copy of an email that has arrived before, and for one that is finished. */
  start: (
    emailKey: string,
    arrivalId: string,
    now: string,
  ) => Promise<{ receivedAt: string; steps: ReceivingStep[] } | undefined>;
  /** False if another run for the same arrival has finished the email. */
  saveSteps: (emailKey: string, steps: readonly ReceivingStep[]) => Promise<boolean>;
  finish: (emailKey: string, now: string) => Promise<void>;
  identifySender: ReturnType<typeof identifySender>;
  answer: ReturnType<typeof answerEmail>;
  now: () => string;
}

/**
 * Does what the commands of an email ask for, or asks its sender to confirm them, and answers it. A second run for the
 * same arrival goes on where the first one ended, and sends no second answer. After the answer it does nothing.
 */
export function receiveEmail(dependencies: ReceiveEmailDependencies) {
  const { inboundAddress } = dependencies;
  const carryOutAll = carryOutCommands(dependencies);

  return async (incoming: IncomingEmail): Promise<Receipt> => {
    const parsed = await dependencies.readEmail(incoming.raw);
    if (parsed.outcome === 'unreadable') return rejected(parsed.why);
    const email = withEnvelope(parsed.email, incoming);
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
    const { arrivalId } = incoming;
    const started = await dependencies.start(emailKey, arrivalId, dependencies.now());
    if (started === undefined) return ignored('copy');

    const sender = await dependencies.identifySender(address.value, recipients, {
      dmarc: incoming.dmarc,
      isOnlyAuthor: email.from.length === 1,
    });
    const preferred = languageOf(sender);
    const read = readCommands(email, preferred);
    const language =
      sender.file?.subscriber.wordingLanguage ?? languageIn(read, email) ?? preferred;
    const { receivedAt: at } = started;
    const steps =
      read.outcome === 'commands'
        ? await carryOutAll({
            commands: read.commands,
            sender,
            email,
            at,
            language,
            steps: started.steps,
            saveSteps: (progress) => dependencies.saveSteps(emailKey, progress),
          })
        : [{ step: 'done' as const, result: resultOf(read) }];
    if (steps === 'finished') return ignored('copy');

    const file = await fileOf(steps);
    const answered = await dependencies.answer({
      answerId: emailKey,
      sender,
      ...(file ? { file } : {}),
      results: steps.flatMap((step) => (step.step === 'done' ? [step.result] : [])),
      pending: steps.flatMap((step) => (step.step === 'pending' ? [step.command] : [])),
      language,
      at,
      thread: threadOf(email),
    });
    await dependencies.finish(emailKey, dependencies.now());
    const [first] = steps;
    const [command] = read.outcome === 'commands' ? read.commands : [];
    return {
      outcome: first?.step === 'done' ? outcomeOf(first.result) : 'confirmation-asked',
      ...(command === undefined ? {} : { command: nameOf(command) }),
      replied: answered === 'answered',
    };
  };

  /** The subscriber for whom something was done. */
  async function fileOf(steps: readonly ReceivingStep[]): Promise<SubscriberFile | undefined> {
    for (const step of steps) {
      if (step.step === 'done' && step.subscriberId !== undefined) {
        return dependencies.subscriberFile(step.subscriberId);
      }
    }
    return undefined;
  }
}

/** The envelope's sender is that of the connection, if there was one: a header can say anything. */
function withEnvelope(email: ReceivedEmail, { envelope }: IncomingEmail): ReceivedEmail {
  return envelope?.sender === undefined ? email : { ...email, returnPath: envelope.sender };
}

/** The beginning of an email shows its language. */
const MAX_CHARACTERS_FOR_LANGUAGE = 2_000;

/** Addresses with a quoted or international local part are rejected, never altered. */
function isPlainAddress(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address) && !address.includes('"');
}

function languageOf({ file, repliedTo }: Sender): WordingLanguage {
  const { wordingLanguage } = (file ?? repliedTo?.file)?.subscriber ?? {};
  return wordingLanguage ?? DEFAULT_WORDING_LANGUAGE;
}

/** The language of the commands, or else of what is no command. */
function languageIn(
  read: ReturnType<typeof readCommands>,
  { subject, text }: ReceivedEmail,
): WordingLanguage | undefined {
  if (read.outcome !== 'no-command') return read.language;
  return wordingLanguageOf(`${subject}\n${text}`.slice(0, MAX_CHARACTERS_FOR_LANGUAGE));
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

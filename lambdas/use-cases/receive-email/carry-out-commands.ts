import type { EmailCommand } from '../../domain/email-commands/email-command';
import type { ReceivedEmail } from '../../domain/email-commands/received-email';
import {
  accountBefore,
  changesAccount,
  type ReceivingStep,
  type StartedStep,
} from '../../domain/email-commands/receiving-step';
import {
  type Proof,
  proofFor,
  type ResolvedCommand,
} from '../../domain/email-commands/resolved-command';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { isAtDomain } from '../../domain/mail-domain';
import { refuse } from '../../domain/refusal';
import type { SubscriberFile } from '../../domain/subscriber';
import { SubscriberErased } from '../../domain/subscriber-erased';
import { SubscriberLeft } from '../../domain/subscriber-left';
import type { SiteDefaults } from '../check-follow-form';
import type { ReadDeliveriesDependencies } from '../list-sent-emails';
import { type ConsentTo, type carryOutCommand, refused } from './carry-out-command';
import { findReplied } from './find-replied';
import { accountOf, isOwnAddress, isSameSubscriber, type Sender } from './identify-sender';
import { isBroadTopic, type markBroadTopic } from './mark-broad-topic';
import { resolveCommand } from './resolve-command';

export interface CarryOutCommandsDependencies extends ReadDeliveriesDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  markBroadTopic: ReturnType<typeof markBroadTopic>;
  carryOut: ReturnType<typeof carryOutCommand>;
  defaults: SiteDefaults;
  /** Addresses at these domains cannot sign up. */
  refusedDomains: readonly string[];
}

/** Whose commands they are, and how far an earlier run for the same arrival has come with them. */
export interface ReceivedCommands {
  commands: readonly EmailCommand[];
  sender: Sender;
  email: ReceivedEmail;
  /** When the email arrived first (ISO 8601). */
  at: string;
  language: WordingLanguage;
  steps: readonly ReceivingStep[];
  /** False if another run for the same arrival has finished the email meanwhile. */
  saveSteps: (steps: readonly ReceivingStep[]) => Promise<boolean>;
}

/** `finished`: another run has done everything. */
export type CarriedOut = Exclude<ReceivingStep, StartedStep>[] | 'finished';

/**
 * Carries out what the sender has shown that they may ask for. The rest is left for them to confirm. Each step is stored
 * before and after it changes an account: a run that goes on for one that ended repeats no step that was done, and its
 * answer says what changed.
 */
export function carryOutCommands(dependencies: CarryOutCommandsDependencies) {
  const { defaults, subscriberFile } = dependencies;

  return async (received: ReceivedCommands): Promise<CarriedOut> => {
    const { commands, at, language, saveSteps } = received;
    const done: Exclude<ReceivingStep, StartedStep>[] = [];
    for (const [index, command] of commands.entries()) {
      const known = received.steps[index];
      if (known !== undefined && known.step !== 'started') {
        done.push(known);
        continue;
      }
      const begun = await begin(command, received, known);
      if (begun.file === undefined) {
        done.push(begun.step);
        continue;
      }
      const { step, file } = begun;
      if (!(await saveSteps([...done, step]))) return 'finished';
      const { subscriberId, before } = step;
      const consentTo = consentBy(at, language);
      const result = await dependencies
        .carryOut(file, step.command, consentTo, before, at)
        .catch(leftMeanwhile);
      done.push(
        result
          ? { step: 'done', result, subscriberId }
          : { step: 'pending', command: step.command },
      );
      if (!(await saveSteps(done))) return 'finished';
    }
    return done;
  };

  /** Decides what to do about a command. What changes nothing is done at once. */
  async function begin(
    command: EmailCommand,
    received: ReceivedCommands,
    known: StartedStep | undefined,
  ): Promise<Begun> {
    const { sender, email, at, language } = received;
    if (known?.command.kind === 'unfollow') {
      // They may follow nothing any more: then the command alone does not say what they left.
      const file = await subscriberFile(known.subscriberId);
      if (file) return { step: known, file };
    }
    // An earlier command may have changed the account.
    const target = await reread(accountOf(sender, 'reply-address') ?? sender.file);
    const delivery =
      target && needsDelivery(command)
        ? await findReplied(dependencies, target, sender, email)
        : undefined;
    const resolved = resolveCommand(command, {
      ...(target ? { file: target } : {}),
      schedule: target?.subscriber ?? defaults,
      language: defaults.language,
      ...(delivery ? { delivery } : {}),
      now: at,
    });
    if (resolved.outcome === 'answered') {
      return { step: { step: 'done', result: resolved.result } };
    }
    if (resolved.command.kind === 'follow' && target === undefined && isRefused(sender)) {
      return { step: { step: 'done', result: refused('follow', refuse('refusedDomain')) } };
    }
    const asked = await dependencies.markBroadTopic(resolved.command, target?.subscriptions ?? []);
    const account = accountOf(sender, proofOf(asked, sender, target));
    if (!account || !target || !isSameSubscriber(account, target) || isBroadTopic(asked)) {
      return { step: { step: 'pending', command: asked } };
    }
    const { subscriberId } = target.subscriber;
    if (!changesAccount(asked)) {
      const result = await dependencies.carryOut(target, asked, consentBy(at, language));
      return { step: { step: 'done', result, subscriberId } };
    }
    const before = known?.subscriberId === subscriberId ? known.before : accountBefore(target);
    return { step: { step: 'started', command: asked, subscriberId, before }, file: target };
  }

  /** As from the form: whoever is at such a domain and follows a topic already may follow others. */
  function isRefused({ address }: Sender): boolean {
    return isAtDomain(address, dependencies.refusedDomains);
  }

  async function reread(file: SubscriberFile | undefined): Promise<SubscriberFile | undefined> {
    return file && subscriberFile(file.subscriber.subscriberId);
  }
}

/** They left after the email had come: they are asked again before they follow anything. */
function leftMeanwhile(error: unknown): undefined {
  if (error instanceof SubscriberErased || error instanceof SubscriberLeft) return undefined;
  throw error;
}

type Begun =
  | { step: StartedStep; file: SubscriberFile }
  | { step: Exclude<ReceivingStep, StartedStep>; file?: undefined };

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

/** The consent of a subscriber whose email the domain of their address vouches for. */
function consentBy(at: string, language: WordingLanguage): ConsentTo {
  return (expression, frequency) => ({
    how: 'confirmed',
    at,
    text: `An email from the subscriber, with DMARC pass: follow ${expression} (${frequency}).`,
    language,
  });
}

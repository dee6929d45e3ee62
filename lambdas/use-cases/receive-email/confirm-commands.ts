import type { CommandResult } from '../../domain/email-commands/command-result';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import type { FollowRequest } from '../../domain/follow-request';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { LinkClaims } from '../../domain/link';
import type { Consent, SubscriberFile } from '../../domain/subscriber';
import { SubscriberErased } from '../../domain/subscriber-erased';
import { SubscriberLeft } from '../../domain/subscriber-left';
import type { SiteDefaults } from '../check-follow-form';
import type { ConfirmationState, checkConfirmation } from '../confirm-follow';
import type { FollowOutcome } from '../follow-topics';
import type { carryOutCommand } from './carry-out-command';

/** A link that was read: what it carries and when it was signed (ISO 8601). */
export interface CommandsLink {
  claims: LinkClaims<'commands'>;
  issuedAt: string;
}

export interface ConfirmCommandsDependencies {
  checkConfirmation: ReturnType<typeof checkConfirmation>;
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Throws SubscriberErased or SubscriberLeft if the owner has left since `linkIssuedAt` (ISO 8601). */
  followTopics: (
    follow: FollowRequest,
    consent: Consent,
    linkIssuedAt: string,
  ) => Promise<FollowOutcome>;
  carryOut: ReturnType<typeof carryOutCommand>;
  markConfirmed: (id: string, at: string) => Promise<void>;
  /** Forgets what was asked for the mailbox: its owner has just shown that they read it. */
  clearMailboxRequests: (address: string, at: string) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
}

/** What the person who pressed the button saw, and when the link was issued (ISO 8601). */
interface Confirmation {
  consent: Consent;
  issuedAt: string;
  wordingLanguage: WordingLanguage;
}

export type ConfirmCommandsOutcome =
  /** `file`: the account afterwards; absent if the address has none. */
  | { outcome: 'done'; results: CommandResult[]; file?: SubscriberFile }
  | { outcome: Exclude<ConfirmationState, 'open'> };

/**
 * Carries out the commands of a link, once: pressing its button shows that whoever asked by email reads the mailbox. A
 * run that ends before the link is marked as used can be repeated.
 */
export function confirmCommands(dependencies: ConfirmCommandsDependencies) {
  const { defaults, now } = dependencies;

  async function fileOf(address: string): Promise<SubscriberFile | undefined> {
    const { subscriberId } = await dependencies.findAddress(address);
    return subscriberId === undefined ? undefined : dependencies.subscriberFile(subscriberId);
  }

  /** Someone new gets an account with the first topic. */
  async function startFollowing(
    address: string,
    { expression, frequency = 'instant' }: Extract<ResolvedCommand, { kind: 'follow' }>,
    { consent, issuedAt, wordingLanguage }: Confirmation,
  ): Promise<CommandResult> {
    const { hour, timeZone, language } = defaults;
    const follow = { address, expressions: [expression], language, frequency, timeZone, hour };
    const request = { ...follow, wordingLanguage };
    const { topics } = await dependencies.followTopics(request, consent, issuedAt);
    const [topic] = topics;
    if (topic === undefined) return { result: 'not-followed' };
    if (topic.outcome === 'refused') {
      const { code, values, reason } = topic;
      return {
        result: 'refused',
        keyword: 'follow',
        refusal: { code, values: [...values], reason },
      };
    }
    const { topicId, expression: name } = topic;
    return { result: 'followed', topic: { topicId, expression: name, frequency } };
  }

  async function carryOutAll(
    { address, commands }: LinkClaims<'commands'>,
    confirmation: Confirmation,
  ): Promise<CommandResult[]> {
    const results: CommandResult[] = [];
    // Whoever leaves by one of the commands may follow by another.
    const isLeaving = commands.some(
      (command) => command.kind === 'unfollow' && command.topic === undefined,
    );
    const askedAt = isLeaving ? undefined : confirmation.issuedAt;
    for (const command of commands) {
      // An earlier command may have changed the account, or created it.
      const file = await fileOf(address);
      if (command.kind === 'follow' && !file) {
        results.push(await startFollowing(address, command, confirmation));
      } else if (file) {
        const consentTo = () => confirmation.consent;
        results.push(await dependencies.carryOut(file, command, consentTo, undefined, askedAt));
      } else {
        results.push({ result: 'not-followed' });
      }
    }
    return results;
  }

  return async (
    { claims, issuedAt }: CommandsLink,
    consent: Consent,
    language: WordingLanguage,
  ): Promise<ConfirmCommandsOutcome> => {
    const { id, address } = claims;
    const state = await dependencies.checkConfirmation({ id, address, issuedAt });
    if (state !== 'open') return { outcome: state };
    const confirmation = { consent, issuedAt, wordingLanguage: language };
    const results = await carryOutAll(claims, confirmation).catch(leftMeanwhile);
    if (results === undefined) return { outcome: 'left' };
    await dependencies.clearMailboxRequests(address, now());
    await dependencies.markConfirmed(id, now());
    const file = await fileOf(address);
    return { outcome: 'done', results, ...(file ? { file } : {}) };
  };
}

/** They left between the check and the last command. What was followed before that has gone with them. */
function leftMeanwhile(error: unknown): undefined {
  if (error instanceof SubscriberErased || error instanceof SubscriberLeft) return undefined;
  throw error;
}

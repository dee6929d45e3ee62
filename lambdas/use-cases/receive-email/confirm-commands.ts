import type { CommandResult } from '../../domain/email-commands/command-result';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import type { FollowRequest } from '../../domain/follow-request';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { LinkClaims } from '../../domain/link';
import type { Consent, SubscriberFile } from '../../domain/subscriber';
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
  followTopics: (follow: FollowRequest, consent: Consent) => Promise<FollowOutcome>;
  carryOut: ReturnType<typeof carryOutCommand>;
  markConfirmed: (id: string, at: string) => Promise<void>;
  /** Forgets what was asked for the mailbox: its owner has just shown that they read it. */
  settleMailbox: (address: string, at: string) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
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
    consent: Consent,
    wordingLanguage: WordingLanguage,
  ): Promise<CommandResult> {
    const { hour, timeZone, language } = defaults;
    const follow = { address, expressions: [expression], language, frequency, timeZone, hour };
    const { topics } = await dependencies.followTopics({ ...follow, wordingLanguage }, consent);
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

  return async (
    { claims, issuedAt }: CommandsLink,
    consent: Consent,
    language: WordingLanguage,
  ): Promise<ConfirmCommandsOutcome> => {
    const { id, address, commands } = claims;
    const state = await dependencies.checkConfirmation({ id, address, issuedAt });
    if (state !== 'open') return { outcome: state };
    const results: CommandResult[] = [];
    for (const command of commands) {
      // An earlier command may have changed the account, or created it.
      const file = await fileOf(address);
      if (command.kind === 'follow' && !file) {
        results.push(await startFollowing(address, command, consent, language));
      } else if (file) {
        results.push(await dependencies.carryOut(file, command, () => consent));
      } else {
        results.push({ result: 'not-followed' });
      }
    }
    await dependencies.settleMailbox(address, now());
    await dependencies.markConfirmed(id, now());
    const file = await fileOf(address);
    return { outcome: 'done', results, ...(file ? { file } : {}) };
  };
}

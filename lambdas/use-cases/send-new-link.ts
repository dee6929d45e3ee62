import type { FollowRequest } from '../domain/delivery';
import { DEFAULT_WORDING_LANGUAGE } from '../domain/languages/wording-language';
import type { ReadLinkOwner } from '../domain/link';
import type { AccountEmailRequest } from '../domain/requested-email';
import type { CountedRequest, StopReason } from '../domain/sign-up-limit';
import type { SubscriberFile } from '../domain/subscriber';
import type { StrangersRequest } from './request-confirmation';

export interface SendNewLinkDependencies {
  readOwner: ReadLinkOwner;
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Counts a link to the subscriber. False if they have got as many as they may that day. */
  countLink: (subscriberId: string, at: string) => Promise<boolean>;
  /** Sends the email, but the same one at most once in a few minutes. */
  requestEmail: (requested: AccountEmailRequest) => Promise<unknown>;
  /** Counts a request for a confirmation, or finds that a limit is reached. */
  countRequest: (request: StrangersRequest, now: string) => Promise<CountedRequest>;
  sendConfirmation: (follow: FollowRequest, askedAt: string) => Promise<void>;
  /** Counts for the operator what was stopped. */
  countStopped: (reason: StopReason, now: string) => Promise<void>;
  now: () => string;
}

/**
 * Sends a new link to the owner of a link from an older email, whatever it was for and however old it is:
 * to manage their subscription, or to confirm if they have none yet. Whoever asks learns nothing from it,
 * not even whether there is such a subscriber. `network` is where they ask from.
 */
export function sendNewLink(dependencies: SendNewLinkDependencies) {
  const { readOwner, findAddress, subscriberFile, countLink, requestEmail, now } = dependencies;

  async function sendManageLink(subscriberId: string): Promise<void> {
    const file = await subscriberFile(subscriberId);
    if (file === undefined || file.subscriber.suppressed !== undefined) return;
    const { address, wordingLanguage = DEFAULT_WORDING_LANGUAGE } = file.subscriber;
    const askedAt = now();
    if (!(await countLink(subscriberId, askedAt))) return;
    await requestEmail({ about: 'manage-link', address, subscriberId, wordingLanguage, askedAt });
  }

  async function sendConfirmation(follow: FollowRequest, network: string): Promise<void> {
    const counted = await dependencies.countRequest({ follow, network, isUnproven: false }, now());
    switch (counted.outcome) {
      case 'counted':
        return dependencies.sendConfirmation(follow, counted.askedAt);
      case 'silenced':
      case 'limited':
        return dependencies.countStopped(counted.limit, now());
      default:
        return counted satisfies never;
    }
  }

  return async (token: string, network: string): Promise<void> => {
    const owner = await readOwner(token);
    switch (owner.outcome) {
      case 'subscriber':
        return sendManageLink(owner.subscriberId);
      case 'asked': {
        const { subscriberId } = await findAddress(owner.follow.address);
        return subscriberId === undefined
          ? sendConfirmation(owner.follow, network)
          : sendManageLink(subscriberId);
      }
      case 'forged':
        return;
      default:
        return owner satisfies never;
    }
  };
}

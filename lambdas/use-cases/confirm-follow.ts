import type { FollowRequest } from '../domain/follow-request';
import type { LinkClaims } from '../domain/link';
import type { Consent, SubscriberFile } from '../domain/subscriber';
import type { FollowOutcome } from './follow-topics';

/** A confirmation link that was read: what it carries and when it was signed (ISO 8601). */
export interface ConfirmationLink {
  claims: LinkClaims<'confirm'>;
  issuedAt: string;
}

export interface CheckConfirmationDependencies {
  /** Whether the link of this confirmation email was used before. */
  isConfirmed: (id: string) => Promise<boolean>;
  /** When the owner of the address was erased (ISO 8601), if it was in the last days. */
  erasedAt: (address: string) => Promise<string | undefined>;
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
}

export interface ConfirmFollowDependencies extends CheckConfirmationDependencies {
  markConfirmed: (id: string, at: string) => Promise<void>;
  /** Forgets what was asked for the mailbox: its owner has just shown that they read it. */
  clearMailboxRequests: (address: string, at: string) => Promise<void>;
  followTopics: (follow: FollowRequest, consent: Consent) => Promise<FollowOutcome>;
  /** Adds the confirmation email with this id to those that were sent to the subscriber. */
  assignEmail: (id: string, subscriberId: string) => Promise<void>;
  now: () => string;
}

/**
 * `already-confirmed`: a link works once, so that someone who finds it later gets no access to the
 * subscription. `left`: the owner of the address unsubscribed from everything or was erased after the link
 * was sent; they must ask again.
 */
export type ConfirmationState = 'open' | 'already-confirmed' | 'left';

export type ConfirmOutcome =
  | ({ outcome: 'confirmed' } & FollowOutcome)
  | { outcome: Exclude<ConfirmationState, 'open'> };

/** Whether a confirmation link can still be used. Changes nothing. */
export function checkConfirmation(dependencies: CheckConfirmationDependencies) {
  const { isConfirmed, erasedAt, findAddress, subscriberFile } = dependencies;

  async function leftAt(address: string): Promise<string | undefined> {
    const { subscriberId } = await findAddress(address);
    const file = subscriberId === undefined ? undefined : await subscriberFile(subscriberId);
    return file?.subscriber.unsubscribedAt;
  }

  return async ({
    claims: { id, follow },
    issuedAt,
  }: ConfirmationLink): Promise<ConfirmationState> => {
    if (await isConfirmed(id)) return 'already-confirmed';
    const left = await Promise.all([leftAt(follow.address), erasedAt(follow.address)]);
    return left.some((at) => at !== undefined && at >= issuedAt) ? 'left' : 'open';
  };
}

/**
 * Follows what a confirmation link asks for, once. If a run ends before the link is marked as used, the
 * next press follows again, which changes nothing.
 */
export function confirmFollow(dependencies: ConfirmFollowDependencies) {
  const check = checkConfirmation(dependencies);
  return async (link: ConfirmationLink, consent: Consent): Promise<ConfirmOutcome> => {
    const state = await check(link);
    if (state !== 'open') return { outcome: state };
    const { id, follow } = link.claims;
    const followed = await dependencies.followTopics(follow, consent);
    await dependencies.assignEmail(id, followed.subscriberId);
    await dependencies.clearMailboxRequests(follow.address, dependencies.now());
    await dependencies.markConfirmed(id, dependencies.now());
    return { outcome: 'confirmed', ...followed };
  };
}

import type { FollowRequest } from '../domain/follow-request';
import type { LinkClaims } from '../domain/link';
import type { Consent } from '../domain/subscriber';
import { SubscriberErased } from '../domain/subscriber-erased';
import { SubscriberLeft } from '../domain/subscriber-left';
import type { FollowOutcome } from './follow-topics';
import { type LeftAtDependencies, leftAt } from './left-at';

/** A confirmation link that was read: what it carries and when it was signed (ISO 8601). */
export interface ConfirmationLink {
  claims: LinkClaims<'confirm'>;
  issuedAt: string;
}

export interface CheckConfirmationDependencies extends LeftAtDependencies {
  /** Whether the link of this confirmation email was used before. */
  isConfirmed: (id: string) => Promise<boolean>;
}

export interface ConfirmFollowDependencies extends CheckConfirmationDependencies {
  markConfirmed: (id: string, at: string) => Promise<void>;
  /** Forgets what was asked for the mailbox: its owner has just shown that they read it. */
  clearMailboxRequests: (address: string, at: string) => Promise<void>;
  /** Throws SubscriberErased or SubscriberLeft if the owner has left since `linkIssuedAt` (ISO 8601). */
  followTopics: (
    follow: FollowRequest,
    consent: Consent,
    linkIssuedAt: string,
  ) => Promise<FollowOutcome>;
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

/** A link that the owner of an address confirms something with: the email that carried it, and when it was signed. */
export interface LinkToConfirm {
  id: string;
  address: string;
  /** ISO 8601. */
  issuedAt: string;
}

/** Whether a confirmation link can still be used. Changes nothing. */
export function checkConfirmation(dependencies: CheckConfirmationDependencies) {
  const whenLeft = leftAt(dependencies);

  return async ({ id, address, issuedAt }: LinkToConfirm): Promise<ConfirmationState> => {
    if (await dependencies.isConfirmed(id)) return 'already-confirmed';
    const left = await whenLeft(address);
    return left !== undefined && left >= issuedAt ? 'left' : 'open';
  };
}

/**
 * Follows what a confirmation link asks for, once. If a run ends before the link is marked as used, the
 * next press follows again, which changes nothing.
 */
export function confirmFollow(dependencies: ConfirmFollowDependencies) {
  const check = checkConfirmation(dependencies);
  return async (link: ConfirmationLink, consent: Consent): Promise<ConfirmOutcome> => {
    const { id, follow } = link.claims;
    const state = await check({ id, address: follow.address, issuedAt: link.issuedAt });
    if (state !== 'open') return { outcome: state };
    try {
      const followed = await dependencies.followTopics(follow, consent, link.issuedAt);
      await dependencies.assignEmail(id, followed.subscriberId);
      await dependencies.clearMailboxRequests(follow.address, dependencies.now());
      await dependencies.markConfirmed(id, dependencies.now());
      return { outcome: 'confirmed', ...followed };
    } catch (error) {
      // They left between the check and the last topic. What was followed before that has gone with them.
      const hasLeft = error instanceof SubscriberErased || error instanceof SubscriberLeft;
      if (hasLeft) return { outcome: 'left' };
      throw error;
    }
  };
}

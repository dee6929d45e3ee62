import * as z from 'zod/mini';
import { type FollowRequest, followRequestSchema } from './delivery';
import { UNDO_MINUTES } from './unsubscribing';

const subscriber = z.object({ sub: z.string() });

/**
 * What the signed links in emails allow, and what each carries. A link for one purpose is refused for
 * any other.
 */
export const LINK_CLAIMS = {
  /** Confirms a request to follow topics. `id` is the delivery that carried the link. */
  confirm: z.object({ id: z.string(), follow: followRequestSchema }),
  /** Shows and changes everything about a subscriber. */
  manage: subscriber,
  /** Stops all emails, or those about one topic. */
  unsubscribe: z.object({ sub: z.string(), topicId: z.exactOptional(z.string()) }),
  /** Moves the subscriber to another address, whose owner has the link. */
  'change-address': z.object({ sub: z.string(), address: z.string() }),
  /** Stops confirmation emails to an address that nobody has confirmed. */
  'never-ask': z.object({ address: z.string() }),
  /** Says when a form was made. Anyone may have it; it allows nothing by itself. */
  form: z.object({}),
  /** Mutes the story of a briefing. */
  mute: z.object({ sub: z.string(), briefingId: z.string() }),
  /** Takes back what was just unsubscribed from: everything, or one topic. `undo` names that change. */
  undo: z.object({ sub: z.string(), undo: z.string(), topicId: z.exactOptional(z.string()) }),
} as const;

export type LinkPurpose = keyof typeof LINK_CLAIMS;
export type LinkClaims<P extends LinkPurpose> = z.output<(typeof LINK_CLAIMS)[P]>;

/** How long (days) what a person unsubscribed from can be restored. */
const UNDO_DAYS = UNDO_MINUTES / (24 * 60);

/** How long (days) a link works. An unsubscribe link must always stop the emails, so it never expires. */
export const LINK_DAYS = {
  confirm: 2,
  manage: 30,
  unsubscribe: undefined,
  'change-address': 2,
  'never-ask': undefined,
  form: 1,
  mute: 30,
  undo: UNDO_DAYS,
} as const satisfies Record<LinkPurpose, number | undefined>;

/** `expired` and `forged` look the same to whoever opens the link. `issuedAt` is ISO 8601. */
export type ReadLink<P extends LinkPurpose> =
  | { outcome: 'read'; claims: LinkClaims<P>; issuedAt: string }
  | { outcome: 'expired' | 'forged' };

/** Whether the link must work for ever, even if its key is not trusted any more. */
export function isStopLink(purpose: LinkPurpose): boolean {
  return purpose === 'unsubscribe';
}

/** Who had a link in their emails: a subscriber, or someone who was asked to confirm. */
export type LinkOwner =
  | { outcome: 'subscriber'; subscriberId: string }
  | { outcome: 'asked'; follow: FollowRequest }
  | { outcome: 'forged' };

/**
 * Reads whose link it was, for whatever purpose, even if it has expired. It proves nothing about who
 * opens it: an answer may only go to the owner, by email.
 */
export type ReadLinkOwner = (token: string) => Promise<LinkOwner>;

/** Signs the tokens for the links in emails. */
export type SignLink = <P extends LinkPurpose>(
  purpose: P,
  claims: LinkClaims<P>,
) => Promise<string>;

/** Reads a token that may be anything. */
export type ReadToken = <P extends LinkPurpose>(purpose: P, token: string) => Promise<ReadLink<P>>;

import * as z from 'zod/mini';
import { FREQUENCIES } from '../frequency';

/**
 * A command with everything that it depends on: dates instead of durations, and the briefing or topics of the email
 * that it replies to. If its sender has to confirm it, it stands in the signed link of an email, so it is as
 * short as it can be.
 */
export const resolvedCommandSchema = z.discriminatedUnion('kind', [
  /**
   * Without a frequency: at once, or as it is followed already. `share`: which part (0 to 1) of all briefings the topic
   * matches, if that is so much that its sender has to accept it.
   */
  z.object({
    kind: z.literal('follow'),
    expression: z.string(),
    frequency: z.exactOptional(z.enum(FREQUENCIES)),
    share: z.exactOptional(z.number()),
  }),
  /** Of the topics with these ids, or else of all. */
  z.object({
    kind: z.literal('set-frequency'),
    frequency: z.enum(FREQUENCIES),
    topicIds: z.exactOptional(z.array(z.string())),
  }),
  /** Without a topic: everything. */
  z.object({
    kind: z.literal('unfollow'),
    topic: z.exactOptional(z.object({ topicId: z.string(), expression: z.string() })),
  }),
  z.object({ kind: z.literal('list') }),
  /** `until`: a date such as `2026-12-01`. */
  z.object({ kind: z.literal('pause'), until: z.string() }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('mute'), briefingId: z.string() }),
  z.object({ kind: z.literal('unmute'), briefingId: z.string() }),
  z.object({ kind: z.literal('why'), deliveryId: z.string() }),
]);
export type ResolvedCommand = z.output<typeof resolvedCommandSchema>;

/**
 * What shows that a command comes from the subscriber: `reply-address`, that they had an email of ours; `address`, that
 * the email comes from their address.
 */
export type Proof = 'reply-address' | 'address';

/** What a command needs to be carried out at once. Only what stops emails is believed from a reply address. */
export function proofFor({ kind }: ResolvedCommand): Proof {
  switch (kind) {
    case 'unfollow':
    case 'pause':
    case 'mute':
      return 'reply-address';
    case 'follow':
    case 'set-frequency':
    case 'list':
    case 'resume':
    case 'unmute':
    case 'why':
      return 'address';
    default:
      return kind satisfies never;
  }
}

import * as z from 'zod/mini';
import type { SubscriberFile } from '../subscriber';
import { commandResultSchema, followedTopicSchema } from './command-result';
import { type ResolvedCommand, resolvedCommandSchema } from './resolved-command';

/** What an account was like before a command changed it: the receipt says so, and undoes the change. */
const accountBeforeSchema = z.object({
  topics: z.array(followedTopicSchema),
  /** ISO 8601. */
  pausedUntil: z.exactOptional(z.string()),
});
export type AccountBefore = z.output<typeof accountBeforeSchema>;

/** How far one command of a received email has come. It is kept until the email is answered. */
export const receivingStepSchema = z.discriminatedUnion('step', [
  /** It is being carried out. A run that ended may have changed the account or not. */
  z.object({
    step: z.literal('started'),
    command: resolvedCommandSchema,
    subscriberId: z.string(),
    before: accountBeforeSchema,
  }),
  /** `subscriberId`: for whom it was carried out; absent if nothing could be done. */
  z.object({
    step: z.literal('done'),
    result: commandResultSchema,
    subscriberId: z.exactOptional(z.string()),
  }),
  /** Its sender has to confirm it. */
  z.object({ step: z.literal('pending'), command: resolvedCommandSchema }),
]);
export type ReceivingStep = z.output<typeof receivingStepSchema>;
export type StartedStep = Extract<ReceivingStep, { step: 'started' }>;

export function accountBefore({ subscriber, subscriptions }: SubscriberFile): AccountBefore {
  const { pausedUntil } = subscriber;
  return {
    topics: subscriptions.map(({ topicId, expression, frequency }) => ({
      topicId,
      expression,
      frequency,
    })),
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
  };
}

/** Whether a command changes an account when it is carried out. */
export function changesAccount({ kind }: ResolvedCommand): boolean {
  switch (kind) {
    case 'follow':
    case 'set-frequency':
    case 'unfollow':
    case 'pause':
    case 'resume':
    case 'mute':
    case 'unmute':
      return true;
    case 'list':
    case 'why':
      return false;
    default:
      return kind satisfies never;
  }
}

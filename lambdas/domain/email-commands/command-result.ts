import * as z from 'zod/mini';
import { FREQUENCIES } from '../frequency';
import { REFUSALS, type RefusalCode } from '../refusal';
import { KEYWORDS } from './keyword';
import type { ReceivingOutcome } from './receiving-outcome';

const refusal = z.object({
  code: z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]),
  values: z.array(z.union([z.string(), z.number()])),
  reason: z.string(),
});

const topic = z.object({ expression: z.string(), frequency: z.enum(FREQUENCIES) });

export const followedTopicSchema = z.extend(topic, { topicId: z.string() });

/** The result of one command. The answer reports it and offers to undo it. */
export const commandResultSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('followed'), topic: followedTopicSchema }),
  /** `topics` with the frequencies that they had before. */
  z.object({
    result: z.literal('frequency-set'),
    frequency: z.enum(FREQUENCIES),
    topics: z.array(followedTopicSchema),
  }),
  /** `isEverything`: they left all topics. */
  z.object({
    result: z.literal('unfollowed'),
    topics: z.array(followedTopicSchema),
    isEverything: z.boolean(),
  }),
  /** `pausedUntil`: ISO 8601. */
  z.object({
    result: z.literal('listed'),
    topics: z.array(topic),
    pausedUntil: z.exactOptional(z.string()),
  }),
  /** `until`: ISO 8601. */
  z.object({ result: z.literal('paused'), until: z.string() }),
  /** `formerEnd`: ISO 8601, when the pause would have ended; absent if there was none. */
  z.object({ result: z.literal('resumed'), formerEnd: z.exactOptional(z.string()) }),
  z.object({ result: z.literal('muted'), title: z.string(), briefingId: z.string() }),
  z.object({ result: z.literal('unmuted'), title: z.string() }),
  /** The topics that an email was about, and the words of its briefing that matched if it was an alert. */
  z.object({
    result: z.literal('explained'),
    title: z.exactOptional(z.string()),
    topics: z.array(z.extend(topic, { words: z.array(z.string()) })),
  }),
  z.object({ result: z.literal('helped') }),

  /** What was asked for cannot be done, and why. */
  z.object({ result: z.literal('refused'), keyword: z.enum(KEYWORDS), refusal }),
  /** They do not follow the topic, or none at all. */
  z.object({ result: z.literal('not-followed') }),
  /** The command makes sense only in reply to an alert. */
  z.object({ result: z.literal('not-in-reply'), keyword: z.enum(KEYWORDS) }),
  /** A command without the topic or the date that it needs. */
  z.object({ result: z.literal('incomplete'), keyword: z.enum(KEYWORDS) }),
  /** No command, but its first word is spelled nearly as one. */
  z.object({ result: z.literal('misspelled'), keyword: z.enum(KEYWORDS) }),
  z.object({ result: z.literal('no-command') }),
]);
export type CommandResult = z.output<typeof commandResultSchema>;

/** The outcome of an email with this command. */
export function outcomeOf({ result }: CommandResult): ReceivingOutcome {
  switch (result) {
    case 'followed':
    case 'frequency-set':
    case 'unfollowed':
    case 'listed':
    case 'paused':
    case 'resumed':
    case 'muted':
    case 'explained':
    case 'helped':
      return result;
    case 'unmuted':
      return 'muted';
    case 'refused':
    case 'not-followed':
    case 'not-in-reply':
    case 'incomplete':
    case 'misspelled':
    case 'no-command':
      return 'nothing-understood';
    default:
      return result satisfies never;
  }
}

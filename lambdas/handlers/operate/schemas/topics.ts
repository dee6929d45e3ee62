import * as z from 'zod/mini';
import { TOPIC_LANGUAGES } from '../../../domain/languages/language';
import { frequency } from './fields';

const topic = z.object({
  topicId: z.string(),
  /** As its first follower typed it. */
  name: z.string(),
  /** The canonical form. */
  expression: z.string(),
  language: z.enum(TOPIC_LANGUAGES),
});

export const topicsReply = z.object({
  topics: z.array(
    z.extend(topic, {
      followers: z.number(),
      generation: z.number(),
      indexedGeneration: z.number(),
      anchors: z.array(z.string()),
    }),
  ),
  next: z.optional(z.string()),
});

export const topicReply = z.extend(topic, {
  followed: z.boolean(),
  followers: z.record(frequency, z.number()),
  words: z.array(z.object({ word: z.string(), inAMillion: z.number() })),
  anchors: z.array(z.object({ term: z.string(), topics: z.number(), isIndexed: z.boolean() })),
});

const faultyTopic = z.object({ topicId: z.string(), expression: z.string() });

const indexFault = z.discriminatedUnion('fault', [
  z.extend(faultyTopic, { fault: z.literal('missing'), term: z.string() }),
  z.extend(faultyTopic, { fault: z.literal('misplaced'), anchors: z.array(z.string()) }),
  z.extend(faultyTopic, { fault: z.literal('unreadable'), reason: z.string() }),
  z.extend(faultyTopic, { fault: z.literal('stale'), term: z.string() }),
]);

export const indexReply = z.object({
  topics: z.number(),
  entries: z.number(),
  faults: z.array(indexFault),
  next: z.optional(z.string()),
});

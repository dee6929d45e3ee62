import * as z from 'zod';

/** What the service replies to the requests of the command line. */

const publishReply = z.object({
  briefings: z.array(
    z.looseObject({ briefingId: z.string(), title: z.string(), outcome: z.string() }),
  ),
  refused: z.array(z.object({ index: z.number(), reason: z.string() })),
});

/** `asked` when a confirmation email is on its way, `followed` when consent was recorded. */
const subscriptionReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('asked') }),
  z.object({
    outcome: z.literal('followed'),
    suppressed: z.string().optional(),
    topics: z.array(
      z.discriminatedUnion('outcome', [
        z.object({
          outcome: z.enum(['followed', 'changed', 'unchanged']),
          expression: z.string(),
        }),
        z.object({ outcome: z.literal('refused'), expression: z.string(), reason: z.string() }),
      ]),
    ),
  }),
]);

const subscriberReply = z.looseObject({
  softBounces: z.number(),
  subscriber: z.looseObject({
    address: z.string(),
    timeZone: z.string(),
    hour: z.number(),
    createdAt: z.string(),
    suppressed: z.looseObject({ reason: z.string(), at: z.string() }).optional(),
  }),
  subscriptions: z.array(
    z.looseObject({
      expression: z.string(),
      frequency: z.string(),
      since: z.string(),
      consent: z.looseObject({ how: z.string(), at: z.string(), text: z.string() }),
    }),
  ),
});

const topic = z.object({
  topicId: z.string(),
  name: z.string(),
  expression: z.string(),
  language: z.string(),
});
const topicsReply = z.object({
  topics: z.array(topic.extend({ followers: z.number(), anchors: z.array(z.string()) })),
  next: z.string().optional(),
});
const topicReply = topic.extend({
  followed: z.boolean(),
  followers: z.record(z.string(), z.number()),
  words: z.array(z.object({ word: z.string(), inAMillion: z.number() })),
  anchors: z.array(z.object({ term: z.string(), topics: z.number(), isIndexed: z.boolean() })),
});
const indexReply = z.object({
  topics: z.number(),
  entries: z.number(),
  faults: z.array(
    z.looseObject({ fault: z.string(), expression: z.string(), term: z.string().optional() }),
  ),
  next: z.string().optional(),
});

/** Every path that the command line sends requests to. */
export const API = {
  '/api/briefings': { reply: publishReply },
  '/api/subscriptions': { reply: subscriptionReply },
  '/api/subscribers/lookup': { reply: subscriberReply },
  '/api/subscribers/unsubscribe': {
    reply: z.looseObject({ outcome: z.literal('unsubscribed'), topics: z.array(z.string()) }),
  },
  '/api/subscribers/forget': { reply: z.looseObject({ outcome: z.literal('forgotten') }) },
  '/api/digests': { reply: z.object({ at: z.string(), digests: z.number() }) },
  '/api/aliases': { reply: z.object({ text: z.string(), names: z.number() }) },
  '/api/topics/list': { reply: topicsReply },
  '/api/topics/show': { reply: topicReply },
  '/api/topics/count-words': { reply: z.object({ briefings: z.number(), words: z.number() }) },
  '/api/topics/verify': { reply: indexReply },
  '/api/topics/rebuild': { reply: indexReply },
} as const satisfies Record<string, { reply: z.ZodType }>;

export type ApiReply<P extends keyof typeof API> = z.output<(typeof API)[P]['reply']>;

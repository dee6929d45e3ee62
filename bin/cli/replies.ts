import * as z from 'zod';

/** What the service replies to the requests of the command line. */

const publishReply = z.object({
  briefings: z.array(
    z.looseObject({ briefingId: z.string(), title: z.string(), outcome: z.string() }),
  ),
  refused: z.array(z.object({ index: z.number(), reason: z.string() })),
});

/** `asked` when a confirmation email is on its way; `followed` when consent was recorded. */
const subscribeReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('asked') }),
  z.object({
    outcome: z.literal('followed'),
    suppressed: z.string().optional(),
    topics: z.array(z.object({ expression: z.string(), outcome: z.string() })),
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

const unsubscribeReply = z.looseObject({ topics: z.array(z.string()) });
const forgetReply = z.looseObject({ outcome: z.string() });
const digestsReply = z.object({ digests: z.number(), at: z.string() });
const aliasesReply = z.object({ names: z.number(), text: z.string() });

const topic = z.object({
  topicId: z.string(),
  name: z.string(),
  expression: z.string(),
  language: z.string(),
});
const topicListReply = z.object({
  topics: z.array(topic.extend({ followers: z.number(), anchors: z.array(z.string()) })),
  next: z.string().optional(),
});
const topicReply = topic.extend({
  followed: z.boolean(),
  followers: z.record(z.string(), z.number()),
  words: z.array(z.object({ word: z.string(), inAMillion: z.number() })),
  anchors: z.array(z.object({ term: z.string(), topics: z.number(), isIndexed: z.boolean() })),
});
const wordCountsReply = z.object({ briefings: z.number(), words: z.number() });
const indexReportReply = z.object({
  topics: z.number(),
  entries: z.number(),
  faults: z.array(
    z.looseObject({ fault: z.string(), expression: z.string(), term: z.string().optional() }),
  ),
  next: z.string().optional(),
});

/** The replies by the path of the request. */
export const REPLY_SCHEMAS = {
  '/api/briefings': publishReply,
  '/api/subscriptions': subscribeReply,
  '/api/subscribers/lookup': subscriberReply,
  '/api/subscribers/unsubscribe': unsubscribeReply,
  '/api/subscribers/forget': forgetReply,
  '/api/digests': digestsReply,
  '/api/aliases': aliasesReply,
  '/api/topics/list': topicListReply,
  '/api/topics/show': topicReply,
  '/api/topics/count-words': wordCountsReply,
  '/api/topics/verify': indexReportReply,
  '/api/topics/rebuild': indexReportReply,
} as const;

export type RequestPath = keyof typeof REPLY_SCHEMAS;
export type ReplyTo<P extends RequestPath> = z.output<(typeof REPLY_SCHEMAS)[P]>;

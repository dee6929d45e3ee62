import * as z from 'zod';
import { DELIVERY_KINDS, DELIVERY_STATES } from '../../domain/delivery-record';
import { DIGEST_FREQUENCIES, FREQUENCIES, FREQUENCY_CHOICES } from '../../domain/frequency';
import { TOPIC_LANGUAGES } from '../../domain/languages/language';
import { MAX_KEY_BYTES } from '../../domain/matching/index-keys';
import { MAX_ID_LENGTH } from '../../domain/submission';
import { CONSENT_KINDS, SUPPRESSION_REASONS } from '../../domain/subscriber';

/**
 * The requests and replies of the operators' API, for the handlers and for the command line. The
 * command line bundles this file, so it imports only the domain and zod.
 *
 * A request that does not fit its schema is refused with 400 and the messages of the schema. Rules
 * about the values, such as the syntax of an expression, are in the domain.
 */

/** As many as `latestIds` can find without reading long: an index query per day. */
export const MAX_LISTED_BRIEFINGS = 1_000;
/** A sentence or two. */
const MAX_WHY_LENGTH = 500;

const PAGE_EXPECTED =
  'Send {} for the first page, or "startAfter" with the "next" of the previous page.';
const EMAIL_EXPECTED = 'Send an object with an "email", such as {"email": "name@example.org"}.';
const EXPRESSION_EXPECTED = 'Send an "expression", such as {"expression": "Gaza aid"}.';
const ALIASES_EXPECTED =
  'Send {} to read the aliases, or {"text": "…"} with the new file to replace them.';
const DELIVERIES_EXPECTED =
  'Send a "briefingId" or an "email", and "startAfter" with the "next" of the previous page.';
const BRIEFING_EXPECTED =
  'Send a "briefingId", and "startAfter" with the "next" of the last reply.';
const WHY_EXPECTED = 'Send an "email" and "why", a text that says why.';
const QUEUE_EXPECTED = 'Send a "queue", such as {"queue": "FanOut"}.';
const FORECAST_EXPECTED =
  'Send an "expression", or a "briefing" with its texts as they would be stored.';
const LIMIT_EXPECTED = `Send a "limit" from 1 to ${MAX_LISTED_BRIEFINGS}.`;
const TIME_EXPECTED = '"at" must be a time such as 2026-01-31T08:00:00Z.';

const text = (error: string) => z.string({ error });

/** One error for the whole list: `z.array` has one per item, which takes seconds for a million. */
const texts = (error: string) =>
  z.custom<string[]>(
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    { error },
  );

const pageRequest = z.object(
  {
    startAfter: text(PAGE_EXPECTED)
      .refine((key) => key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES, {
        error: PAGE_EXPECTED,
      })
      .optional(),
  },
  { error: PAGE_EXPECTED },
);
const emailRequest = z.object({ email: text(EMAIL_EXPECTED) }, { error: EMAIL_EXPECTED });

const time = z.string();
const frequency = z.enum(FREQUENCIES);
const digestFrequency = z.enum(DIGEST_FREQUENCIES);
const suppressionReason = z.enum(SUPPRESSION_REASONS);

const subscriptionRequest = z.object(
  {
    email: text('Give an "email".'),
    expressions: texts('Give "expressions" as a list of texts.'),
    frequency: z.enum(FREQUENCIES, { error: `Choose a "frequency": ${FREQUENCY_CHOICES}.` }),
    /** An IANA name; the stage's own if absent. */
    timeZone: text('Give "timeZone" as a text, such as "Europe/London".').default(''),
    /** 0 to 23; the stage's own if absent. */
    hour: z
      .union([z.number(), z.string()], { error: 'Give "hour" as a number from 0 to 23.' })
      .transform(String)
      .default(''),
    /** A code such as `fr`, or `any`; the stage's own if absent. */
    language: text('Give "language" as a code such as "en", or "any".').default(''),
    /** Whether the operator already has the subscriber's consent. */
    confirmed: z.boolean({ error: '"confirmed" must be true or false.' }).default(false),
    /** When and how the subscriber agreed. */
    consent: text('Give "consent" as a text.').default(''),
  },
  { error: 'Send an object with "email", "expressions" and "frequency".' },
);

const followedTopic = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['followed', 'changed', 'unchanged']),
    topicId: z.string(),
    expression: z.string(),
  }),
  z.object({ outcome: z.literal('refused'), expression: z.string(), reason: z.string() }),
]);

const subscriptionReply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('followed'),
    subscriberId: z.string(),
    /** Why no email is sent to the address; absent if emails are sent. */
    suppressed: suppressionReason.optional(),
    topics: z.array(followedTopic),
  }),
  /** A confirmation email is on its way. */
  z.object({ outcome: z.literal('asked') }),
]);

const subscriberReply = z.object({
  /** The number of temporary bounces, for example because the mailbox was full. */
  softBounces: z.number(),
  subscriber: z.object({
    subscriberId: z.string(),
    address: z.string(),
    timeZone: z.string(),
    hour: z.number(),
    createdAt: time,
    unsubscribedAt: time.optional(),
    suppressed: z
      .object({ reason: suppressionReason, at: time, why: z.string().optional() })
      .optional(),
  }),
  subscriptions: z.array(
    z.object({
      topicId: z.string(),
      expression: z.string(),
      language: z.enum(TOPIC_LANGUAGES),
      frequency,
      since: time,
      consent: z.object({ how: z.enum(CONSENT_KINDS), at: time, text: z.string() }),
      formerly: z.array(z.object({ frequency, since: time, until: time })).optional(),
    }),
  ),
  digests: z.array(
    z.object({
      frequency: digestFrequency,
      round: z.number(),
      follows: z.number(),
      reschedules: z.number(),
      settledUntil: time,
      listed: z.array(z.string()),
    }),
  ),
  /** Recent alerts, and those that wait for one email. */
  alerts: z.object({
    round: z.number(),
    gathered: z.array(z.object({ briefingId: z.string(), edition: z.number() })),
    unlisted: z.number(),
    dueAt: time.optional(),
    window: z
      .object({ endsAt: time, openedBy: z.string(), day: z.string(), emails: z.number() })
      .optional(),
  }),
  /** How often they have unsubscribed from everything. */
  unsubscribes: z.number(),
});

const topic = z.object({
  topicId: z.string(),
  /** As its first follower typed it. */
  name: z.string(),
  /** The canonical form. */
  expression: z.string(),
  language: z.enum(TOPIC_LANGUAGES),
});

const topicsReply = z.object({
  topics: z.array(
    topic.extend({
      followers: z.number(),
      generation: z.number(),
      indexedGeneration: z.number(),
      anchors: z.array(z.string()),
    }),
  ),
  next: z.string().optional(),
});

const topicReply = topic.extend({
  followed: z.boolean(),
  followers: z.record(frequency, z.number()),
  words: z.array(z.object({ word: z.string(), inAMillion: z.number() })),
  anchors: z.array(z.object({ term: z.string(), topics: z.number(), isIndexed: z.boolean() })),
});

const faultyTopic = z.object({ topicId: z.string(), expression: z.string() });
const indexFault = z.discriminatedUnion('fault', [
  faultyTopic.extend({ fault: z.literal('missing'), term: z.string() }),
  faultyTopic.extend({ fault: z.literal('misplaced'), anchors: z.array(z.string()) }),
  faultyTopic.extend({ fault: z.literal('unreadable'), reason: z.string() }),
  faultyTopic.extend({ fault: z.literal('stale'), term: z.string() }),
]);
const indexReply = z.object({
  topics: z.number(),
  entries: z.number(),
  faults: z.array(indexFault),
  next: z.string().optional(),
});

const publishReply = z.object({
  briefings: z.array(
    z.object({
      briefingId: z.string(),
      title: z.string(),
      outcome: z.enum(['published', 'updated', 'alerted', 'unchanged']),
    }),
  ),
  /** `index` is the place in the request's list, from 0. */
  refused: z.array(
    z.object({ index: z.number(), title: z.string().optional(), reason: z.string() }),
  ),
  /** A sentence for each refused briefing; present if one was refused. */
  error: z.string().optional(),
});

/** Any other id is no briefing's, and might be too long for a key of DynamoDB. */
const briefingId = (error: string) =>
  text(error)
    .min(1, { error })
    .max(MAX_ID_LENGTH, { error: '"briefingId" is not the id of a briefing.' });
const startAfter = (error: string) => text(error).max(MAX_KEY_BYTES, { error }).optional();
const deliveriesRequest = z.union(
  [
    z.object({
      briefingId: briefingId(DELIVERIES_EXPECTED),
      startAfter: startAfter(DELIVERIES_EXPECTED),
    }),
    z.object({
      email: text(DELIVERIES_EXPECTED).min(1),
      startAfter: startAfter(DELIVERIES_EXPECTED),
    }),
  ],
  { error: DELIVERIES_EXPECTED },
);
const nextDigest = z.object({ frequency: digestFrequency, dueAt: time });
const deliveriesReply = z.object({
  deliveries: z.array(
    z.object({
      deliveryId: z.string(),
      kind: z.enum(DELIVERY_KINDS),
      subscriberId: z.string().optional(),
      briefingId: z.string().optional(),
      email: z.string().optional(),
      state: z.enum(DELIVERY_STATES),
      at: time.optional(),
      why: z.string(),
    }),
  ),
  digests: z.array(nextDigest),
  next: z.string().optional(),
});

const whyRequest = z.object(
  {
    email: text(WHY_EXPECTED),
    why: text(WHY_EXPECTED)
      .trim()
      .min(1, WHY_EXPECTED)
      .max(MAX_WHY_LENGTH, `"why" is longer than ${MAX_WHY_LENGTH} characters.`),
  },
  { error: WHY_EXPECTED },
);

const strandedReply = z.object({
  briefings: z.array(z.string()),
  deliveries: z.array(
    z.object({
      deliveryId: z.string(),
      kind: z.enum([...DELIVERY_KINDS, 'fan-out', 'unreadable']),
      briefingId: z.string().optional(),
    }),
  ),
  /** `instant`: alerts that were gathered. */
  digests: z.array(z.object({ subscriberId: z.string(), frequency, dueAt: time })),
  deadLetters: z.record(z.string(), z.number()),
  more: z.boolean(),
});

const forecastRequest = z.union(
  [
    z.object({
      /** Its texts as publishing would store them: plain text, tags normalized. */
      briefing: z.object({
        title: text(FORECAST_EXPECTED),
        summary: z.string().exactOptional(),
        body: z.string().exactOptional(),
        source: z.string().exactOptional(),
        tags: texts(FORECAST_EXPECTED).exactOptional(),
        language: text(FORECAST_EXPECTED),
      }),
    }),
    z.object({
      expression: text(FORECAST_EXPECTED),
      language: text('Give "language" as a code such as "en", or "any".').default(''),
    }),
  ],
  { error: FORECAST_EXPECTED },
);
const forecastReply = z.object({
  subject: z.string(),
  topics: z.number(),
  alerts: z.number(),
  digests: z.number(),
  /** Whether people who follow several of the topics are counted more than once. */
  atMost: z.boolean(),
  minutes: z.number(),
  /** USD. */
  cost: z.number(),
  quota: z.object({
    perDay: z.number().optional(),
    left: z.number().optional(),
    enough: z.boolean(),
  }),
});

const listedBriefing = z.object({
  briefingId: z.string(),
  title: z.string(),
  url: z.string().optional(),
  source: z.string().optional(),
  tags: z.array(z.string()),
  language: z.string(),
  publishedAt: time,
  body: z.string(),
});

/** The operations of `handlers/operate.ts` by path. All are POST with JSON. */
export const OPERATIONS = {
  '/api/subscriptions': { request: subscriptionRequest, reply: subscriptionReply },
  '/api/subscribers/lookup': { request: emailRequest, reply: subscriberReply },
  '/api/subscribers/unsubscribe': {
    request: emailRequest,
    reply: z.object({ outcome: z.literal('unsubscribed'), topics: z.array(z.string()) }),
  },
  '/api/subscribers/forget': {
    request: emailRequest,
    reply: z.object({ outcome: z.literal('forgotten') }),
  },
  '/api/digests': {
    /** `at` is when the digests are due; now if absent. */
    request: z.object(
      { at: z.iso.datetime({ offset: true, error: TIME_EXPECTED }).optional() },
      { error: TIME_EXPECTED },
    ),
    reply: z.object({ outcome: z.literal('made-due'), at: time, digests: z.number() }),
  },
  '/api/briefings/list': {
    /** `start`: the `next` of the previous page. */
    request: z.object(
      {
        limit: z.int({ error: LIMIT_EXPECTED }).min(1, LIMIT_EXPECTED).max(MAX_LISTED_BRIEFINGS, {
          error: LIMIT_EXPECTED,
        }),
        start: z.int({ error: LIMIT_EXPECTED }).min(0, LIMIT_EXPECTED).default(0),
      },
      { error: LIMIT_EXPECTED },
    ),
    reply: z.object({ briefings: z.array(listedBriefing), next: z.number().optional() }),
  },
  '/api/briefings/resend': {
    request: z.object(
      {
        briefingId: briefingId(BRIEFING_EXPECTED),
        startAfter: startAfter(BRIEFING_EXPECTED),
      },
      { error: BRIEFING_EXPECTED },
    ),
    /** `alerts`: how many were queued. Call again with `next` until there is none. */
    reply: z.object({ alerts: z.number(), next: z.string().optional() }),
  },
  '/api/deliveries': { request: deliveriesRequest, reply: deliveriesReply },
  '/api/addresses/suppress': {
    request: whyRequest,
    reply: z.object({
      outcome: z.enum(['suppressed', 'already-suppressed']),
      reason: suppressionReason,
    }),
  },
  '/api/addresses/unsuppress': {
    request: whyRequest,
    /** `onList`: it was on SES's list too. */
    reply: z.object({
      outcome: z.enum(['unsuppressed', 'not-suppressed']),
      onList: z.boolean(),
    }),
  },
  '/api/stranded': { request: z.unknown(), reply: strandedReply },
  '/api/queues/redrive': {
    request: z.object(
      { queue: text(QUEUE_EXPECTED).min(1, QUEUE_EXPECTED) },
      { error: QUEUE_EXPECTED },
    ),
    /** `moved` is 0 when the dead-letter queue is empty. */
    reply: z.object({ queue: z.string(), moved: z.number() }),
  },
  '/api/forecast': { request: forecastRequest, reply: forecastReply },
  '/api/aliases': {
    request: z.object({ text: text(ALIASES_EXPECTED).optional() }, { error: ALIASES_EXPECTED }),
    /** `names` is how many names have at least one alias. */
    reply: z.object({ text: z.string(), names: z.number() }),
  },
  '/api/topics/list': { request: pageRequest, reply: topicsReply },
  '/api/topics/show': {
    request: z.object(
      {
        expression: text(EXPRESSION_EXPECTED),
        language: text('Give "language" as a code such as "en", or "any".').default(''),
      },
      { error: EXPRESSION_EXPECTED },
    ),
    reply: topicReply,
  },
  '/api/topics/count-words': {
    request: z.unknown(),
    reply: z.object({ briefings: z.number(), words: z.number() }),
  },
  '/api/topics/verify': { request: pageRequest, reply: indexReply },
  '/api/topics/rebuild': { request: pageRequest, reply: indexReply },
} as const satisfies Record<string, { request: z.ZodType; reply: z.ZodType }>;

/** Every path of the API: the operations, and publishing, which has its own function. */
export const API = {
  ...OPERATIONS,
  '/api/briefings': {
    /** One briefing or a list. Each is checked on its own: an invalid one does not stop the others. */
    request: z.union([z.array(z.unknown()), z.looseObject({})]),
    /** Also with 400 and 207, when all or some of the briefings are refused. */
    reply: publishReply,
  },
} as const;

/** The body of a reply with status 400 or above. */
export const errorReplySchema = z.object({
  /** A sentence that says what to change. */
  error: z.string(),
  /** The same by field, where a form was refused. */
  errors: z.record(z.string(), z.string()).optional(),
});

type Path = keyof typeof API;
export type OperationPath = keyof typeof OPERATIONS;
export type ApiReply<P extends Path> = z.input<(typeof API)[P]['reply']>;

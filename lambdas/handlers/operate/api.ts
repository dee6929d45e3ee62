import * as z from 'zod/mini';
import {
  briefingId,
  LIMIT_EXPECTED,
  listedBriefing,
  MAX_LISTED_BRIEFINGS,
  publishReply,
  scheduledReply,
} from './schemas/briefings';
import {
  deliveriesReply,
  deliveriesRequest,
  forecastReply,
  forecastRequest,
  strandedReply,
} from './schemas/deliveries';
import {
  addedFeedReply,
  addFeedRequest,
  feedRequest,
  feedsReply,
  polledReply,
  removedFeedReply,
} from './schemas/feeds';
import {
  EXPRESSION_EXPECTED,
  emailRequest,
  pageRequest,
  startAfter,
  text,
  time,
} from './schemas/fields';
import { keysReply, rotateRequest } from './schemas/keys';
import { receiptReply, receiveRequest } from './schemas/receive';
import { signUpsReply } from './schemas/sign-ups';
import {
  subscriberReply,
  subscriptionReply,
  subscriptionRequest,
  suppressionReason,
  whyRequest,
} from './schemas/subscribers';
import { indexReply, topicReply, topicsReply } from './schemas/topics';

/**
 * The requests and replies of the operators' API, for the handlers and for the command line. The
 * command line bundles this file and `schemas/`, so they import only the domain and zod.
 *
 * A request that does not fit its schema is refused with 400 and the messages of the schema. Rules
 * about the values, such as the syntax of an expression, are in the domain.
 */

const ALIASES_EXPECTED =
  'Send {} to read the aliases, or {"text": "…"} with the new file to replace them.';

const BRIEFING_EXPECTED =
  'Send a "briefingId", and "startAfter" with the "next" of the last reply.';

const SCHEDULED_EXPECTED = 'Send the "briefingId" of a scheduled briefing.';

const ISSUE_TEST_EXPECTED = 'Send an "email" and the "issue" that it gets.';

const QUEUE_EXPECTED = 'Send a "queue", such as {"queue": "FanOut"}.';

const TIME_EXPECTED = '"at" must be a time such as 2026-01-31T08:00:00Z.';

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
      { at: z.optional(z.iso.datetime({ offset: true, error: TIME_EXPECTED })) },
      { error: TIME_EXPECTED },
    ),
    reply: z.object({ outcome: z.literal('made-due'), at: time, digests: z.number() }),
  },
  '/api/briefings/list': {
    /** `start`: the `next` of the previous page. */
    request: z.object(
      {
        limit: z.int({ error: LIMIT_EXPECTED }).check(
          z.minimum(1, LIMIT_EXPECTED),
          z.maximum(MAX_LISTED_BRIEFINGS, {
            error: LIMIT_EXPECTED,
          }),
        ),
        start: z._default(z.int({ error: LIMIT_EXPECTED }).check(z.minimum(0, LIMIT_EXPECTED)), 0),
      },
      { error: LIMIT_EXPECTED },
    ),
    reply: z.object({ briefings: z.array(listedBriefing), next: z.optional(z.number()) }),
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
    reply: z.object({ alerts: z.number(), next: z.optional(z.string()) }),
  },
  '/api/scheduled/list': { request: z.unknown(), reply: scheduledReply },
  '/api/scheduled/cancel': {
    request: z.object(
      { briefingId: briefingId(SCHEDULED_EXPECTED) },
      { error: SCHEDULED_EXPECTED },
    ),
    reply: z.object({ outcome: z.literal('cancelled') }),
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
  '/api/sign-ups': { request: z.unknown(), reply: signUpsReply },
  '/api/queues/redrive': {
    request: z.object(
      { queue: text(QUEUE_EXPECTED).check(z.minLength(1, QUEUE_EXPECTED)) },
      { error: QUEUE_EXPECTED },
    ),
    /** `moved` is 0 when the dead-letter queue is empty. */
    reply: z.object({ queue: z.string(), moved: z.number() }),
  },
  '/api/emails/receive': { request: receiveRequest, reply: receiptReply },
  '/api/forecast': { request: forecastRequest, reply: forecastReply },
  '/api/keys/list': { request: z.unknown(), reply: keysReply },
  '/api/keys/rotate': { request: rotateRequest, reply: keysReply },
  '/api/aliases': {
    request: z.object({ text: z.optional(text(ALIASES_EXPECTED)) }, { error: ALIASES_EXPECTED }),
    /** `names` is how many names have at least one alias. */
    reply: z.object({ text: z.string(), names: z.number() }),
  },
  '/api/topics/list': { request: pageRequest, reply: topicsReply },
  '/api/topics/show': {
    request: z.object(
      {
        expression: text(EXPRESSION_EXPECTED),
        language: z._default(text('Give "language" as a code such as "en", or "any".'), ''),
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
} as const satisfies Record<string, { request: z.ZodMiniType; reply: z.ZodMiniType }>;

/** The operations of `handlers/feeds.ts` by path, in the same form. */
export const FEED_OPERATIONS = {
  '/api/feeds/add': { request: addFeedRequest, reply: addedFeedReply },
  '/api/feeds/list': { request: z.unknown(), reply: feedsReply },
  '/api/feeds/poll': { request: feedRequest, reply: polledReply },
  '/api/feeds/remove': { request: feedRequest, reply: removedFeedReply },
} as const satisfies Record<string, { request: z.ZodMiniType; reply: z.ZodMiniType }>;

/** Every path of the API: all operations, and publishing and testing issues, which have their own function. */
export const API = {
  ...OPERATIONS,
  ...FEED_OPERATIONS,
  '/api/briefings': {
    /** One briefing or a list. Each is checked on its own: an invalid one does not stop the others. */
    request: z.union([z.array(z.unknown()), z.looseObject({})]),
    /** This is the reply with 400 and 207 too, when all or some of the briefings are refused. */
    reply: publishReply,
  },
  '/api/issues/test': {
    /** `issue` as it would be published. */
    request: z.object(
      {
        email: text(ISSUE_TEST_EXPECTED),
        issue: z.looseObject({}, { error: ISSUE_TEST_EXPECTED }),
      },
      { error: ISSUE_TEST_EXPECTED },
    ),
    reply: z.object({ outcome: z.literal('requested') }),
  },
} as const;

/** The body of a reply with status 400 or above. */
export const errorReplySchema = z.object({
  /** A sentence that says what to change. */
  error: z.string(),
  /** The same by field, where a form was refused. */
  errors: z.optional(z.record(z.string(), z.string())),
});

type Path = keyof typeof API;

export type OperationPath = keyof typeof OPERATIONS;

export type FeedOperationPath = keyof typeof FEED_OPERATIONS;

export type ApiReply<P extends Path> = z.input<(typeof API)[P]['reply']>;

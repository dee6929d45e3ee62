import * as z from 'zod/mini';
import { DELIVERY_KINDS, DELIVERY_STATES } from '../../../domain/delivery-record';
import { briefingId } from './briefings';
import { digestFrequency, frequency, startAfter, text, texts, time } from './fields';

const DELIVERIES_EXPECTED =
  'Send a "briefingId" or an "email", and "startAfter" with the "next" of the previous page.';

const FORECAST_EXPECTED =
  'Send an "expression", or a "briefing" with its texts as they would be stored.';

export const deliveriesRequest = z.union(
  [
    z.object({
      briefingId: briefingId(DELIVERIES_EXPECTED),
      startAfter: startAfter(DELIVERIES_EXPECTED),
    }),
    z.object({
      email: text(DELIVERIES_EXPECTED).check(z.minLength(1)),
      startAfter: startAfter(DELIVERIES_EXPECTED),
    }),
  ],
  { error: DELIVERIES_EXPECTED },
);

const nextDigest = z.object({ frequency: digestFrequency, dueAt: time });

export const deliveriesReply = z.object({
  deliveries: z.array(
    z.object({
      deliveryId: z.string(),
      kind: z.enum(DELIVERY_KINDS),
      subscriberId: z.optional(z.string()),
      briefingId: z.optional(z.string()),
      email: z.optional(z.string()),
      state: z.enum(DELIVERY_STATES),
      at: z.optional(time),
      why: z.string(),
    }),
  ),
  digests: z.array(nextDigest),
  next: z.optional(z.string()),
});

export const strandedReply = z.object({
  briefings: z.array(z.string()),
  deliveries: z.array(
    z.object({
      deliveryId: z.string(),
      kind: z.enum([...DELIVERY_KINDS, 'fan-out', 'unreadable']),
      briefingId: z.optional(z.string()),
    }),
  ),
  /** `instant`: alerts that were gathered. */
  digests: z.array(z.object({ subscriberId: z.string(), frequency, dueAt: time })),
  deadLetters: z.record(z.string(), z.number()),
  more: z.boolean(),
});

export const forecastRequest = z.union(
  [
    z.object({
      /** Its texts as publishing would store them: plain text, tags normalized. */
      briefing: z.object({
        title: text(FORECAST_EXPECTED),
        summary: z.exactOptional(z.string()),
        body: z.exactOptional(z.string()),
        source: z.exactOptional(z.string()),
        tags: z.exactOptional(texts(FORECAST_EXPECTED)),
        language: text(FORECAST_EXPECTED),
      }),
    }),
    z.object({
      expression: text(FORECAST_EXPECTED),
      language: z._default(text('Give "language" as a code such as "en", or "any".'), ''),
    }),
  ],
  { error: FORECAST_EXPECTED },
);

export const forecastReply = z.object({
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
    perDay: z.optional(z.number()),
    left: z.optional(z.number()),
    enough: z.boolean(),
  }),
});

import * as z from 'zod';
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
      email: text(DELIVERIES_EXPECTED).min(1),
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

export const strandedReply = z.object({
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

export const forecastRequest = z.union(
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
    perDay: z.number().optional(),
    left: z.number().optional(),
    enough: z.boolean(),
  }),
});

import * as z from 'zod/mini';
import { FREQUENCIES, FREQUENCY_CHOICES } from '../../../domain/frequency';
import { TOPIC_LANGUAGES } from '../../../domain/languages/language';
import { WORDING_LANGUAGES } from '../../../domain/languages/wording-language';
import { CONSENT_KINDS, SUPPRESSION_REASONS } from '../../../domain/subscriber';
import { digestFrequency, frequency, text, texts, time } from './fields';

/** A sentence or two. */
const MAX_WHY_LENGTH = 500;

const WHY_EXPECTED = 'Send an "email" and "why", a text that says why.';

export const suppressionReason = z.enum(SUPPRESSION_REASONS);

export const subscriptionRequest = z.object(
  {
    email: text('Give an "email".'),
    expressions: texts('Give "expressions" as a list of texts.'),
    frequency: z.enum(FREQUENCIES, { error: `Choose a "frequency": ${FREQUENCY_CHOICES}.` }),
    /** An IANA name; the stage's own if absent. */
    timeZone: z._default(text('Give "timeZone" as a text, such as "Europe/London".'), ''),
    /** 0 to 23; the stage's own if absent. */
    hour: z._default(
      z.pipe(
        z.union([z.number(), z.string()], { error: 'Give "hour" as a number from 0 to 23.' }),
        z.transform(String),
      ),
      '',
    ),
    /** A code such as `fr`, or `any`; the stage's own if absent. */
    language: z._default(text('Give "language" as a code such as "en", or "any".'), ''),
    /** Whether the operator already has the subscriber's consent. */
    confirmed: z._default(z.boolean({ error: '"confirmed" must be true or false.' }), false),
    /** When and how the subscriber agreed. */
    consent: z._default(text('Give "consent" as a text.'), ''),
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

export const subscriptionReply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('followed'),
    subscriberId: z.string(),
    /** Why no email is sent to the address; absent if emails are sent. */
    suppressed: z.optional(suppressionReason),
    topics: z.array(followedTopic),
  }),
  /** A confirmation email is on its way. */
  z.object({ outcome: z.literal('asked') }),
]);

const formerPeriods = z.array(z.object({ frequency, since: time, until: time }));

export const subscriberReply = z.object({
  /** The number of temporary bounces, for example because the mailbox was full. */
  softBounces: z.number(),
  subscriber: z.object({
    subscriberId: z.string(),
    address: z.string(),
    timeZone: z.string(),
    hour: z.number(),
    createdAt: time,
    unsubscribedAt: z.optional(time),
    suppressed: z.optional(
      z.object({ reason: suppressionReason, at: time, why: z.optional(z.string()) }),
    ),
    wordingLanguage: z.optional(z.enum(WORDING_LANGUAGES)),
    weekday: z.optional(z.number()),
    monthDay: z.optional(z.number()),
    quietHours: z.optional(z.object({ from: z.number(), to: z.number() })),
    maxAlertsPerDay: z.optional(z.number()),
    pausedUntil: z.optional(time),
    muted: z.optional(z.array(z.object({ briefingId: z.string(), title: z.string(), at: time }))),
  }),
  subscriptions: z.array(
    z.object({
      topicId: z.string(),
      expression: z.string(),
      language: z.enum(TOPIC_LANGUAGES),
      frequency,
      since: time,
      consent: z.object({
        how: z.enum(CONSENT_KINDS),
        at: time,
        text: z.string(),
        network: z.optional(z.string()),
        language: z.optional(z.enum(WORDING_LANGUAGES)),
      }),
      formerly: z.optional(formerPeriods),
      replaced: z.optional(
        z.array(z.object({ topicId: z.string(), expression: z.string(), formerly: formerPeriods })),
      ),
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
    dueAt: z.optional(time),
    window: z.optional(
      z.object({ endsAt: time, openedBy: z.string(), day: z.string(), emails: z.number() }),
    ),
  }),
  /** How often they have unsubscribed from everything. */
  unsubscribes: z.number(),
});

export const whyRequest = z.object(
  {
    email: text(WHY_EXPECTED),
    why: text(WHY_EXPECTED).check(
      z.trim(),
      z.minLength(1, WHY_EXPECTED),
      z.maxLength(MAX_WHY_LENGTH, `"why" is longer than ${MAX_WHY_LENGTH} characters.`),
    ),
  },
  { error: WHY_EXPECTED },
);

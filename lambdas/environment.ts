import * as z from 'zod/mini';
import { type Brand, DEFAULT_ACCENT, type Logo, readAccent } from './domain/brand';
import { HEADING_FIELDS } from './domain/briefing';
import { MAX_EMAIL_BYTES } from './domain/email-commands/email-limit';
import { FEED_ALARM_MESSAGE } from './domain/feeds/feed-alarm';
import { isHour } from './domain/hour';
import { LANES, type Lane } from './domain/lane';
import { TOPIC_LANGUAGES } from './domain/languages/language';
import { NEWSLETTER_NAME, type Newsletter } from './domain/newsletters/newsletter';
import { CONFIRMATIONS_SHARE } from './domain/send-slots';
import { STOPPED_MESSAGE } from './domain/sign-up-limit';
import { isTimeZone } from './domain/time-zone';
import { WORKER_TIMEOUT_MS } from './domain/worker-timeout';

/** Rules of the domain that the stack needs too: `lib/` may import nothing else of the functions. */
export {
  type Brand,
  CONFIRMATIONS_SHARE,
  DEFAULT_ACCENT,
  FEED_ALARM_MESSAGE,
  HEADING_FIELDS,
  isHour,
  isTimeZone,
  LANES,
  type Lane,
  type Logo,
  MAX_EMAIL_BYTES,
  NEWSLETTER_NAME,
  type Newsletter,
  readAccent,
  STOPPED_MESSAGE,
  TOPIC_LANGUAGES,
  WORKER_TIMEOUT_MS,
};

const deadLetterQueues = z.record(
  z.string(),
  z.object({ deadLetters: z.url(), queue: z.optional(z.url()) }),
);

const brand: z.ZodMiniType<Brand> = z.object({
  name: z.string(),
  accent: z.string(),
  accentDark: z.string(),
  logo: z.exactOptional(
    z.object({
      file: z.string(),
      path: z.string(),
      type: z.enum(['image/png', 'image/svg+xml']),
      width: z.number(),
      height: z.number(),
    }),
  ),
});

const newsletters: z.ZodMiniType<Newsletter[]> = z.array(
  z.object({ name: z.string(), title: z.string(), description: z.string(), cadence: z.string() }),
);

/** All environment variables of the functions. `lib/` sets them, and the handlers read them. */
const variables = {
  BRIEFINGS_TABLE: z.string().check(z.minLength(1)),
  TOPICS_TABLE: z.string().check(z.minLength(1)),
  MATCHES_TABLE: z.string().check(z.minLength(1)),
  SUBSCRIBERS_TABLE: z.string().check(z.minLength(1)),
  DELIVERIES_TABLE: z.string().check(z.minLength(1)),
  FEEDS_TABLE: z.string().check(z.minLength(1)),
  FEED_POLLS_QUEUE_URL: z.url(),
  /** Whether feeds on this machine may be read: only on the local stack. */
  ALLOW_LOOPBACK_FEEDS: z.stringbool(),
  SCHEDULED_TABLE: z.string().check(z.minLength(1)),
  /** The group of the one-time schedules in EventBridge Scheduler. */
  SCHEDULE_GROUP: z.string().check(z.minLength(1)),
  /** The function that these schedules invoke. */
  SCHEDULE_TARGET_ARN: z.string().check(z.minLength(1)),
  /** The role as which EventBridge Scheduler invokes it. */
  SCHEDULE_ROLE_ARN: z.string().check(z.minLength(1)),
  CONFIRMATIONS_QUEUE_URL: z.url(),
  ALERTS_QUEUE_URL: z.url(),
  /** The queue for what remains of events from SES that could not be handled. */
  EVENTS_DEAD_LETTERS_URL: z.url(),
  DIGESTS_QUEUE_URL: z.url(),
  DUE_DIGESTS_QUEUE_URL: z.url(),
  FAN_OUT_QUEUE_URL: z.url(),
  /** The dead-letter queues and the queues their messages came from, by name, as JSON. */
  DEAD_LETTER_QUEUES: z.pipe(
    z.string(),
    z.transform((text) => deadLetterQueues.parse(JSON.parse(text))),
  ),
  /** The SES configuration set of every email, through which SES publishes events about it. */
  CONFIGURATION_SET: z.string().check(z.minLength(1)),
  /** `Name <address>` or only an address. */
  SENDER: z.string().check(z.minLength(3)),
  /** The address that takes commands by email; empty if the stage takes none. */
  INBOUND_ADDRESS: z.string(),
  /** The bucket in which SES puts received emails. */
  INBOUND_BUCKET: z.string().check(z.minLength(1)),
  /** The region of that bucket. */
  INBOUND_REGION: z.string().check(z.minLength(1)),
  /** How many answers to received emails all addresses together may get in an hour. */
  ANSWERS_PER_HOUR: z.coerce.number().check(z.refine(Number.isInteger), z.positive()),
  SITE_NAME: z.string().check(z.minLength(1)),
  /** Name, colours and logo of pages and emails, as JSON. */
  BRAND: z.pipe(
    z.string(),
    z.transform((text) => brand.parse(JSON.parse(text))),
  ),
  /** Without a trailing slash. */
  SITE_URL: z.url(),
  /** The expressions that the home page suggests, as a JSON list. */
  SUGGESTED_TOPICS: z.pipe(
    z.string(),
    z.transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  ),
  /** The newsletters that the site offers, as a JSON list. */
  NEWSLETTERS: z.pipe(
    z.string(),
    z.transform((text) => newsletters.parse(JSON.parse(text))),
  ),
  /** The origins of other sites that may embed the form, as a JSON list. */
  FORM_ORIGINS: z.pipe(
    z.string(),
    z.transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  ),
  /** The domains at which the form accepts no addresses, as a JSON list. */
  REFUSED_DOMAINS: z.pipe(
    z.string(),
    z.transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  ),
  POSTAL_ADDRESS: z.string().check(z.minLength(1)),
  STAGE: z.string().check(z.minLength(1)),
  /** Emails that the account may send in 24 hours. */
  DAILY_QUOTA: z.coerce.number().check(z.positive()),
  /** Emails per second that the account may send. All workers share it. */
  SEND_RATE: z.coerce.number().check(z.positive()),
  /** Alerts that follow another one within this time are gathered into one email; 0 for none. */
  ALERT_WINDOW_MINUTES: z.coerce.number().check(z.nonnegative()),
  /** Alert emails per subscriber and day; 0 for no limit. */
  MAX_ALERTS_PER_DAY: z.coerce.number().check(z.nonnegative()),
  /** The hour (0 to 23) of digests for subscribers who do not choose one. */
  DIGEST_HOUR: z.coerce.number().check(z.refine(isHour)),
  /** How many topics one subscriber may follow. */
  MAX_TOPICS_PER_SUBSCRIBER: z.coerce.number().check(z.refine(Number.isInteger), z.positive()),
  /** The language of topics whose followers do not choose one: a code or `any`. */
  TOPIC_LANGUAGE: z.enum(TOPIC_LANGUAGES),
  /** The IANA time zone of subscribers who do not choose one. */
  TIME_ZONE: z.string().check(z.refine(isTimeZone)),
};

export type VariableName = keyof typeof variables;
export type Environment = { [N in VariableName]: z.output<(typeof variables)[N]> };

/**
 * Reads and validates these variables.
 *
 * @throws Error with the names of all variables that are missing or invalid. Call this when the function
 * starts, so that a wrong configuration is found before the first request.
 */
export function readEnvironment<N extends VariableName>(
  names: readonly N[],
  source: Record<string, string | undefined>,
): Pick<Environment, N> {
  const schemas: [N, z.ZodMiniType][] = names.map((name) => [name, variables[name]]);
  const shape = Object.fromEntries(schemas) as Pick<typeof variables, N>;
  const parsed = z.object(shape).safeParse(source);
  if (!parsed.success) {
    const invalid = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`These environment variables are missing or invalid: ${invalid}.`);
  }
  return parsed.data as Pick<Environment, N>;
}

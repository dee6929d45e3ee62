import * as z from 'zod';
import { TOPIC_LANGUAGES } from './domain/languages/language';
import { isTimeZone } from './domain/time-zone';

export { isTimeZone, TOPIC_LANGUAGES };

/**
 * Every environment variable that a function may be given, named and described once: `lib/` sets
 * them by these names, the handlers read them by these names.
 */
const variables = {
  BRIEFINGS_TABLE: z.string().min(1),
  TOPICS_TABLE: z.string().min(1),
  MATCHES_TABLE: z.string().min(1),
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  ALERTS_QUEUE_URL: z.url(),
  DELIVERIES_QUEUE_URL: z.url(),
  /** The SES configuration set that every mail names, so that its events come back. */
  CONFIGURATION_SET: z.string().min(1),
  /** `Name <address>` or an address alone. */
  SENDER: z.string().min(3),
  SITE_NAME: z.string().min(1),
  /** Without a slash at the end. */
  SITE_URL: z.url(),
  /** Expressions that the home page offers, a JSON list. */
  SUGGESTED_TOPICS: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  POSTAL_ADDRESS: z.string().min(1),
  STAGE: z.string().min(1),
  /** Mails a second that one worker may send: the account's rate, shared by the workers. */
  WORKER_SEND_RATE: z.coerce.number().positive(),
  /** The hour (0 to 23) at which digests come unless the subscriber says otherwise. */
  DIGEST_HOUR: z.coerce.number().int().min(0).max(23),
  /** The language of a topic whose follower names none: a code or `any`. */
  TOPIC_LANGUAGE: z.enum(TOPIC_LANGUAGES),
  /** An IANA name, for subscribers who name none. */
  TIME_ZONE: z.string().refine(isTimeZone),
};

export type VariableName = keyof typeof variables;
export type Environment = { [N in VariableName]: z.output<(typeof variables)[N]> };

/**
 * Reads the named variables, each checked.
 *
 * @throws Error naming every variable that is missing or malformed, so that a function that was
 * wired wrongly fails when it starts and not when it is needed.
 */
export function readEnvironment<N extends VariableName>(
  names: readonly N[],
  source: Record<string, string | undefined>,
): Pick<Environment, N> {
  const wanted: [N, z.ZodType][] = names.map((name) => [name, variables[name]]);
  const shape = Object.fromEntries(wanted) as Pick<typeof variables, N>;
  const read = z.object(shape).safeParse(source);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`These environment variables are missing or malformed: ${wrong}.`);
  }
  return read.data as Pick<Environment, N>;
}

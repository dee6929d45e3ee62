import type { Node } from 'constructs';
import * as z from 'zod';
import { TOPIC_LANGUAGES } from '../lambdas/environment';

/** The address alone, of `Name <address>` or of a bare address. */
export function addressOf(sender: string): string {
  return (/<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender).trim();
}

const oneLine = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .regex(/^[^\r\n]*$/, 'must be one line');

/** SQS lets at most 1,000 workers, each of five mails a second, take from one queue. */
const MOST_MAILS_A_SECOND = 5_000;

const whole = z.coerce.number({ error: 'must be a number' }).int('must be a whole number');

const settingsSchema = z.object({
  /** One word that names this deployed copy of the service; also the end of the stack's name. */
  stage: z
    .string('must be a text')
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens, at most 32'),
  /** From whom the mails come: `Name <address>` or an address. */
  sender: oneLine.refine((sender) => z.email().safeParse(addressOf(sender)).success, {
    error:
      'must be an email address, or a name and an address such as "Example <news@example.org>"',
  }),
  /** What the sender's address is to SES: a domain or an address made here, or one that exists. */
  identity: z.enum(['domain', 'address', 'existing'], {
    error: 'must be "domain", "address" or "existing"',
  }),
  siteName: oneLine,
  /** Where the site is reached; the API's own address unless given. */
  siteUrl: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://news.example.org' })
    .refine(isPrivate, {
      error:
        'must begin with https://, or mail programs offer no one-click unsubscribing (RFC 8058)',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** A postal address stands under every mail: the law asks for it (CAN-SPAM, 16 CFR 316.5). */
  postalAddress: oneLine,
  /** Mails a second that the account may send; see the SES console, "Sending limits". */
  sendRate: z.coerce
    .number({ error: 'must be a number' })
    .min(1, 'must be at least 1')
    .max(MOST_MAILS_A_SECOND, `must be at most ${MOST_MAILS_A_SECOND}`),
  /** The hour (0 to 23) at which digests come unless the subscriber says otherwise. */
  digestHour: whole.min(0, 'must be from 0 to 23').max(23, 'must be from 0 to 23'),
  timeZone: z
    .string('must be a text')
    .refine(isTimeZone, { error: 'must be a time zone such as Europe/London' }),
  /** The language of topics, unless a follower names another: a code, or `any`. */
  topicLanguage: z
    .enum(TOPIC_LANGUAGES, { error: `must be one of ${TOPIC_LANGUAGES.join(', ')}` })
    .default('en'),
  /** Whether the tables outlive the stack and can't be deleted by mistake. */
  keepData: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], {
    error: 'must be true or false',
  }),
  /** Who is told when something went to a dead-letter queue; nobody unless given. */
  operatorEmail: z.email({ error: 'must be an email address' }).optional(),
  /** Expressions that the home page offers a newcomer; in `-c`, parted by semicolons. */
  suggestedTopics: z
    .union([z.array(oneLine), z.string().transform((text) => text.split(';').map(trimmed))], {
      error: 'must be a list of expressions',
    })
    .default([]),
  logRetentionDays: whole.refine((days) => [1, 3, 5, 7, 14, 30, 60, 90, 180, 365].includes(days), {
    error: 'must be one of 1, 3, 5, 7, 14, 30, 60, 90, 180, 365',
  }),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

const settingNames = Object.keys(settingsSchema.shape) as SettingName[];

/** The example values of `cdk.json` that would send real mail under a made-up name. */
const EXAMPLE_MARK = /@example\.|\/\/([\w.-]+\.)?example\.|Example (Briefings|Street)/i;

/**
 * Reads the settings from `cdk.json` context or `-c name=value`.
 *
 * @throws Error with a sentence for each setting that is wrong, what it must be, and how to set it.
 */
export function readSettings(node: Node): Settings {
  const given = Object.fromEntries(
    settingNames
      .map((name) => [name, node.tryGetContext(name)] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = settingsSchema.safeParse(given);
  if (read.success) return read.data;
  const sentences = firstOfEachSetting(read.error.issues).map((issue) => sentenceOf(issue, given));
  throw new Error(
    `${sentences.join('\n')}\nSet it in cdk.json under "context", or with -c name=value.`,
  );
}

/** The names of the settings that still hold the example's values and must be changed to deploy. */
export function exampleSettings(settings: Settings): SettingName[] {
  return settingNames.filter((name) => EXAMPLE_MARK.test(String(settings[name] ?? '')));
}

/** What else is wrong with a setting mostly follows from the first thing that is. */
function firstOfEachSetting(issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.filter(
    ({ path: [name] }, index) => issues.findIndex(({ path }) => path[0] === name) === index,
  );
}

function sentenceOf(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const name = issue.path.join('.');
  if (!(name in given)) return `The setting "${name}" is missing.`;
  return `The setting "${name}" is ${JSON.stringify(given[name])}, but it ${issue.message}.`;
}

const trimmed = (text: string): string => text.trim();

/** Whether nobody on the way can read the links' tokens: by https, or without leaving the machine. */
function isPrivate(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === 'localhost';
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

import { domainToASCII } from 'node:url';
import type { Node } from 'constructs';
import addressParser from 'nodemailer/lib/addressparser';
import * as z from 'zod';
import { isHour, isTimeZone, TOPIC_LANGUAGES } from '../lambdas/environment';
import { brandSetting } from './brand';
import { newslettersSetting } from './newsletters';

/**
 * How many emails per second one worker can send. It sends up to ten concurrently, and each takes about
 * 150 ms of reading, waiting for SES and recording, and at most 0.7 s with the wait for its send slot.
 */
export const MAX_EMAILS_PER_SECOND_PER_WORKER = 14;

/**
 * The send slots of all workers are in one item (`send-slots.ts`), which DynamoDB lets be written 1,000
 * times a second. While alerts and digests wait, each email takes 0.36 writes (`npm run bench -- rate`).
 */
const MAX_SEND_RATE = 2_800;

/** The subscriptions are read with each email: a thousand of them have about 500 KB. */
const MAX_TOPICS = 1_000;

/** Every email command is answered, so fewer would keep a school class that signs up together waiting. */
const MIN_ANSWERS_PER_HOUR = 400;

/** A reply address adds `+` and 48 characters, and a local part has at most 64 (RFC 5321, 4.5.3.1.1). */
const MAX_INBOUND_LOCAL_PART = 15;

/** A day. */
const MAX_ALERT_WINDOW_MINUTES = 1_440;

/** Days; a selection of the periods that CloudWatch Logs supports. */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 180, 365];

const singleLine = z
  .string('must be text')
  .trim()
  .min(1, 'must not be empty')
  .regex(/^[^\r\n]*$/, 'must be a single line');

const wholeNumber = z.coerce.number({ error: 'must be a number' }).int('must be a whole number');

const hourOfDay = wholeNumber.refine(isHour, 'must be from 0 to 23');

const trueOrFalse = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')],
  { error: 'must be true or false' },
);

const settingsSchema = z.object({
  /** One word that names this deployed copy of the service. The stack name ends with it. */
  stage: z
    .string('must be text')
    .regex(
      /^[a-z][a-z0-9-]{0,31}$/,
      'must start with a lower-case letter and contain only lower-case letters, digits and hyphens, at most 32 characters',
    ),
  /** The sender of every email: `Name <address>` or an address. Its domain is normalized here. */
  sender: singleLine
    .transform(normalizeDomain)
    .refine((sender) => z.email().safeParse(addressOf(sender)).success, {
      error:
        'must be an email address, or a name and an address such as "Example <news@example.org>"',
    }),
  /** The SES identity to create for the sender: its domain, its address, or none (`existing`). */
  identity: z.enum(['domain', 'address', 'existing'], {
    error: 'must be "domain", "address" or "existing"',
  }),
  siteName: singleLine,
  /** The name, accent colour and logo of pages and emails. The name is that of the site if it is missing. */
  brand: brandSetting,
  /** The public URL of the site, without a trailing slash. The default is the API's own URL. */
  siteUrl: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as https://news.example.org' })
    .refine(isPrivate, {
      error:
        'must start with https://, because email programs require it for one-click unsubscribe (RFC 8058)',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** A postal address, shown in every email because the law requires it (CAN-SPAM, 16 CFR 316.5). */
  postalAddress: singleLine,
  /** How many emails per second the account may send: "Maximum send rate" in the SES console. */
  sendRate: z.coerce
    .number({ error: 'must be a number' })
    .min(1, 'must be at least 1')
    .max(MAX_SEND_RATE, `must be at most ${MAX_SEND_RATE}`),
  /** How many emails the account may send in 24 hours: "Daily sending quota" in the SES console. */
  dailyQuota: wholeNumber.min(1, 'must be at least 1').default(50_000),
  /**
   * How long (minutes) after an alert further ones to the same subscriber are gathered into one email;
   * 0 sends each at once.
   */
  alertWindowMinutes: wholeNumber
    .min(0, 'must not be negative')
    .max(MAX_ALERT_WINDOW_MINUTES, `must be at most ${MAX_ALERT_WINDOW_MINUTES}`)
    .default(15),
  /** Alert emails per subscriber and day; those beyond it come in one email. 0 for no limit. */
  maxAlertsPerDay: wholeNumber.min(0, 'must not be negative').default(20),
  /** The hour (0 to 23) at which digests are sent, unless the subscriber chooses another. */
  digestHour: hourOfDay,
  /** The IANA time zone of subscribers who do not choose one. */
  timeZone: z.string('must be text').refine(isTimeZone, {
    error: 'must be a time zone such as Europe/London',
  }),
  /** The language of a topic whose follower does not choose one: a code, or `any`. */
  topicLanguage: z
    .enum(TOPIC_LANGUAGES, { error: `must be one of ${TOPIC_LANGUAGES.join(', ')}` })
    .default('en'),
  /** How many topics one subscriber may follow. All of them are read for each of their emails. */
  maxTopicsPerSubscriber: wholeNumber
    .refine((topics) => topics >= 1, 'must be at least 1')
    .refine((topics) => topics <= MAX_TOPICS, `must be at most ${MAX_TOPICS}`)
    .default(100),
  /** Whether the tables stay when the stack is deleted, and are protected against deletion. */
  keepData: trueOrFalse,
  /** The email address that receives alarms. If it is missing, no alarm is sent. */
  operatorEmail: z.email({ error: 'must be an email address' }).optional(),
  /** Whether to create a CloudWatch dashboard, which costs 3 USD a month. */
  dashboard: trueOrFalse.default(false),
  /** Expressions that the home page suggests. In `-c`, separate them with semicolons. */
  suggestedTopics: z
    .union([z.array(singleLine), z.string().transform((text) => text.split(';').map(trim))], {
      error: 'must be a list of expressions',
    })
    .default([]),
  /** The newsletters that the home page offers, and that briefings can be issues of. In `-c`, as JSON. */
  newsletters: newslettersSetting,
  /**
   * The origins of other sites that may embed the form to follow a topic, such as
   * `https://www.example.org`. In `-c`, separate them with semicolons.
   */
  formOrigins: z
    .union(
      [
        z.array(z.string()),
        z.string().transform((text) =>
          text
            .split(';')
            .map(trim)
            .filter((one) => one !== ''),
        ),
      ],
      { error: 'must be a list of origins' },
    )
    .refine((origins) => origins.every(isOrigin), {
      error: 'must be a list of origins such as https://www.example.org, without a path',
    })
    .default([]),
  /**
   * Domains at which the form accepts no addresses, with all names below them: for example those of
   * disposable addresses. In `-c`, separate them with semicolons.
   */
  refusedDomains: z
    .union([z.array(singleLine), z.string().transform((text) => text.split(';').map(trim))], {
      error: 'must be a list of domains',
    })
    .transform((domains) => domains.map((domain) => domainToASCII(domain)))
    .refine((domains) => domains.every((domain) => domain.includes('.')), {
      error: 'must be a list of domains such as mailinator.com',
    })
    .default([]),
  /**
   * The address that takes commands by email, such as `alerts@in.example.org`. Without it, nothing of that is
   * deployed. Replies to our emails go to the same address with a label: `alerts+label@in.example.org`.
   */
  inboundAddress: z
    .string('must be text')
    .transform((address) => normalizeDomain(address.trim().toLowerCase()))
    .refine(isInboundAddress, {
      error:
        'must be an address such as alerts@in.example.org, with at most 15 letters, digits, dots and hyphens before the @',
    })
    .optional(),
  /** The SES receipt rule set that gets our rule. If it is missing, one is created, named after the stack. */
  inboundRuleSet: z
    .string('must be text')
    .regex(
      /^[A-Za-z0-9]([\w-]{0,61}[A-Za-z0-9])?$/,
      'must be the name of an SES receipt rule set, with letters, digits, underscores and hyphens only',
    )
    .optional(),
  /** The region that receives email, for stages in a region where SES can't. By default the stage's own. */
  inboundRegion: z
    .string('must be text')
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as eu-west-1')
    .optional(),
  /** How many answers to email commands all addresses together may get in an hour. */
  answersPerHour: wholeNumber
    .min(MIN_ANSWERS_PER_HOUR, `must be at least ${MIN_ANSWERS_PER_HOUR}`)
    .default(MIN_ANSWERS_PER_HOUR),
  logRetentionDays: wholeNumber.refine((days) => LOG_RETENTION_DAYS.includes(days), {
    error: `must be one of ${LOG_RETENTION_DAYS.join(', ')}`,
  }),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

const settingNames = Object.keys(settingsSchema.shape) as SettingName[];

/** Matches the example values in `cdk.json`, which would send real emails under a made-up name. */
const EXAMPLE_MARK = /@([\w-]+\.)?example\.|\/\/([\w.-]+\.)?example\.|Example (Briefings|Street)/i;

/** What to do about an invalid setting of a deployed stage. */
const CDK_ADVICE = 'Set it in cdk.json under "context", or with -c name=value.';

/**
 * Reads the settings from the context in `cdk.json` and from `-c name=value`.
 *
 * @param advice the last line of the error: where the settings come from.
 * @throws Error with a sentence for each invalid setting: its value, what it must be, and how to set it.
 */
export function readSettings(node: Pick<Node, 'tryGetContext'>, advice = CDK_ADVICE): Settings {
  const given = Object.fromEntries(
    settingNames
      .map((name) => [name, node.tryGetContext(name)] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = settingsSchema.safeParse(given);
  if (read.success) return read.data;
  const sentences = firstOfEachSetting(read.error.issues).map((issue) => sentenceOf(issue, given));
  throw new Error(`${sentences.join('\n')}\n${advice}`);
}

/** @throws Error with a sentence for each name that isn't a setting, and the names of all settings. */
export function rejectUnknownSettings(names: readonly string[]): void {
  const unknown = names.filter((name) => !(settingNames as string[]).includes(name));
  if (unknown.length === 0) return;
  const sentences = unknown.map((name) => `There is no setting "${name}".`);
  throw new Error(`${sentences.join('\n')}\nThe settings are: ${settingNames.join(', ')}.`);
}

/** The names of the settings that still have example values and must be changed before deploying. */
export function exampleSettings(settings: Settings): SettingName[] {
  return settingNames.filter((name) => EXAMPLE_MARK.test(String(settings[name] ?? '')));
}

/** Further issues with a setting usually follow from the first one. */
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

const trim = (text: string): string => text.trim();

/** The address in a sender such as `Name <address>`, or '' if it does not hold exactly one. */
export function addressOf(sender: string): string {
  // The parser that also reads the sender for the From header, so that both find the same address.
  const [mailbox, ...others] = addressParser(sender, { flatten: true });
  return mailbox === undefined || others.length > 0 ? '' : mailbox.address;
}

/**
 * Writes the domain of the sender's address in lower case, and a domain in Unicode as Punycode, because
 * the From header shows it in this form. SES compares that header case-sensitively with the verified
 * address (https://github.com/nodemailer/nodemailer/issues/1080), and IAM with the condition of the
 * role. The local part keeps its case, because mail servers may distinguish it (RFC 5321, 2.4).
 */
function normalizeDomain(sender: string): string {
  const address = addressOf(sender);
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  // Empty for an invalid domain. The validation that follows rejects it.
  if (domain === '') return sender;
  return sender.replaceAll(address, `${address.slice(0, at)}@${domain}`);
}

/** Whether reply addresses can be made from the address, and SES can match it in any case. */
function isInboundAddress(address: string): boolean {
  const localPart = address.slice(0, address.lastIndexOf('@'));
  return (
    z.email().safeParse(address).success &&
    /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(localPart) &&
    localPart.length <= MAX_INBOUND_LOCAL_PART
  );
}

/** Whether it is the origin of a site exactly as browsers send it: https://fetch.spec.whatwg.org/#origin-header */
function isOrigin(text: string): boolean {
  return isPrivate(text) && new URL(text).origin === text;
}

/** Whether the tokens in links are safe from eavesdroppers: over https, or on this machine only. */
function isPrivate(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === 'localhost';
}

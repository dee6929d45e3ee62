import { readAddress } from '../domain/address';
import type { DeliveryRequest } from '../domain/delivery';
import { isTimeZone } from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import { FREQUENCIES, type Frequency } from '../domain/frequency';
import type { TopicLanguage } from '../domain/languages/language';

/** What a person typed or chose; each field is checked here. */
export interface FollowForm {
  email: string;
  expressions: string[];
  frequency: string;
  /** Empty for the site's own. */
  timeZone: string;
  /** Empty for the site's own. */
  hour: string;
}

/** The fields that were refused, each with a sentence that says what to change. */
export type FollowErrors = Partial<
  Record<'email' | 'expression' | 'frequency' | 'timeZone' | 'hour', string>
>;

/** A form that can be acted upon. */
export interface CheckedFollow {
  address: string;
  /** As typed, each a topic of its own. */
  expressions: string[];
  language: TopicLanguage;
  frequency: Frequency;
  timeZone: string;
  hour: number;
}

export type CheckForm =
  | { outcome: 'read'; follow: CheckedFollow }
  | { outcome: 'refused'; errors: FollowErrors };

export interface SiteDefaults {
  timeZone: string;
  hour: number;
}

/** One request names at most so many topics. */
const MOST_EXPRESSIONS = 20;
/**
 * The confirmation mail's link carries them, in base64, and API Gateway takes 10,240 bytes of request
 * line and headers: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const LONGEST_TOGETHER_BYTES = 4_000;
/** The language in which the words of a topic are bent; names are found in every language. */
const DEFAULT_LANGUAGE: TopicLanguage = 'en';

/** Checks every field, so that a person sees all that is to change at once. */
export function checkFollowForm(form: FollowForm, defaults: SiteDefaults): CheckForm {
  const errors: FollowErrors = {};
  const address = readAddress(form.email);
  if (address.outcome === 'refused') errors.email = address.reason;
  const expressions = readExpressions(form.expressions, DEFAULT_LANGUAGE);
  if (expressions.outcome === 'refused') errors.expression = expressions.reason;
  const frequency = FREQUENCIES.find((one) => one === form.frequency);
  if (frequency === undefined) errors.frequency = 'Choose instant, daily or weekly.';
  const timeZone = form.timeZone.trim() || defaults.timeZone;
  if (!isTimeZone(timeZone)) {
    errors.timeZone = 'We do not know that time zone. Choose one such as Europe/London.';
  }
  const hour = readHour(form.hour, defaults.hour);
  if (hour === undefined) errors.hour = 'Choose an hour from 0 to 23.';
  if (
    address.outcome === 'refused' ||
    expressions.outcome === 'refused' ||
    frequency === undefined ||
    hour === undefined ||
    Object.keys(errors).length > 0
  ) {
    return { outcome: 'refused', errors };
  }
  const follow = {
    address: address.address,
    expressions: expressions.typed,
    language: DEFAULT_LANGUAGE,
    frequency,
    timeZone,
    hour,
  };
  return { outcome: 'read', follow };
}

/** A whole hour of the day, or the given one where none was typed. */
export function readHour(text: string, otherwise: number): number | undefined {
  if (text.trim() === '') return otherwise;
  return /^\d{1,2}$/.test(text.trim()) && Number(text) <= 23 ? Number(text) : undefined;
}

function readExpressions(
  texts: string[],
  language: TopicLanguage,
): { outcome: 'read'; typed: string[] } | { outcome: 'refused'; reason: string } {
  if (texts.length > MOST_EXPRESSIONS) {
    return { outcome: 'refused', reason: `Name at most ${MOST_EXPRESSIONS} topics at once.` };
  }
  // Two ways to write the same topic are one.
  const typed = new Map<string, string>();
  for (const text of texts) {
    const read = readExpression(text, language);
    if (read.outcome === 'refused') return read;
    const id = topicIdOf(read.expression);
    if (!typed.has(id)) typed.set(id, read.expression.written);
  }
  if (typed.size === 0) return { outcome: 'refused', reason: 'Name a topic to follow.' };
  if (Buffer.byteLength([...typed.values()].join('')) > LONGEST_TOGETHER_BYTES) {
    return { outcome: 'refused', reason: 'These are too long to ask at once. Name fewer topics.' };
  }
  return { outcome: 'read', typed: [...typed.values()] };
}

export interface AskToFollow {
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  defaults: SiteDefaults;
  now: () => string;
}

/**
 * Sends a mail that asks the address's owner to confirm. Nothing is stored: what was asked is in the
 * mail's link. The answer is the same whether or not the address is known, so that nobody learns who
 * follows what.
 */
export function askToFollow({ sendDeliveries, defaults, now }: AskToFollow) {
  return async (form: FollowForm): Promise<CheckForm> => {
    const checked = checkFollowForm(form, defaults);
    if (checked.outcome === 'refused') return checked;
    await sendDeliveries([{ kind: 'confirm', follow: checked.follow, askedAt: now() }]);
    return checked;
  };
}

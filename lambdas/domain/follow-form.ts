import { readAddress } from './address';
import type { FollowRequest } from './delivery';
import { isTimeZone } from './digest-schedule';
import { readExpression } from './expressions/read-expression';
import { topicIdOf } from './expressions/topic-id';
import { FREQUENCIES, type Frequency } from './frequency';
import { isLanguage, LANGUAGES, type TopicLanguage } from './languages/language';

/** What a person typed or chose; each field is checked here. */
export interface FollowForm {
  email: string;
  expressions: string[];
  frequency: string;
  /** Empty for the site's own. */
  timeZone: string;
  /** Empty for the site's own. */
  hour: string;
  /** A code such as `fr`, or `any`; absent or empty for the site's own. */
  language?: string | undefined;
}

/** The fields that were refused, each with a sentence that says what to change. */
export type FollowErrors = Partial<
  Record<'email' | 'expression' | 'frequency' | 'timeZone' | 'hour' | 'language', string>
>;

export type CheckForm =
  | { outcome: 'read'; follow: FollowRequest }
  | { outcome: 'refused'; errors: FollowErrors };

/** What stands for a field that was left empty. */
export interface SiteDefaults {
  timeZone: string;
  hour: number;
  /** In which the words of a topic are bent; names are found in every language. */
  language: TopicLanguage;
}

/** A field's value, or a sentence that says what to change. */
export type ReadField<T> = { outcome: 'read'; value: T } | { outcome: 'refused'; reason: string };

/** One request names at most so many topics. */
const MOST_EXPRESSIONS = 20;
/**
 * The confirmation mail's link carries them, in base64, and API Gateway takes 10,240 bytes of request
 * line and headers: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const LONGEST_TOGETHER_BYTES = 4_000;

/** Checks every field, so that a person sees all that is to change at once. */
export function checkFollowForm(form: FollowForm, defaults: SiteDefaults): CheckForm {
  const errors: FollowErrors = {};
  function take<T>(field: keyof FollowErrors, read: ReadField<T>): T | undefined {
    if (read.outcome === 'read') return read.value;
    errors[field] = read.reason;
    return undefined;
  }
  const address = take('email', readEmail(form.email));
  const language = take('language', readLanguage(form.language ?? '', defaults.language));
  const expressions = take(
    'expression',
    readExpressions(form.expressions, language ?? defaults.language),
  );
  const frequency = take('frequency', readFrequency(form.frequency));
  const timeZone = take('timeZone', readTimeZone(form.timeZone, defaults.timeZone));
  const hour = take('hour', readHour(form.hour, defaults.hour));
  const complete =
    address !== undefined &&
    language !== undefined &&
    expressions !== undefined &&
    frequency !== undefined &&
    timeZone !== undefined &&
    hour !== undefined;
  if (!complete) return { outcome: 'refused', errors };
  const follow = { address, expressions, language, frequency, timeZone, hour };
  return { outcome: 'read', follow };
}

/** A whole hour of the day, or the given one where none was typed. */
export function readHour(text: string, otherwise: number): ReadField<number> {
  const typed = text.trim();
  if (typed === '') return { outcome: 'read', value: otherwise };
  const isHour = /^\d{1,2}$/.test(typed) && Number(typed) <= 23;
  if (!isHour) return { outcome: 'refused', reason: 'Choose an hour from 0 to 23.' };
  return { outcome: 'read', value: Number(typed) };
}

/** An IANA time zone, or the given one where none was typed. */
export function readTimeZone(text: string, otherwise: string): ReadField<string> {
  const value = text.trim() || otherwise;
  if (isTimeZone(value)) return { outcome: 'read', value };
  const reason = 'We do not know that time zone. Choose one such as Europe/London.';
  return { outcome: 'refused', reason };
}

/** The language that a topic is in, or the given one where none was typed. */
export function readLanguage(text: string, otherwise: TopicLanguage): ReadField<TopicLanguage> {
  const code = text.trim().toLowerCase();
  if (code === '') return { outcome: 'read', value: otherwise };
  if (code === 'any' || isLanguage(code)) return { outcome: 'read', value: code };
  return { outcome: 'refused', reason: `Choose a language: any, ${LANGUAGES.join(', ')}.` };
}

function readEmail(text: string): ReadField<string> {
  const read = readAddress(text);
  return read.outcome === 'read' ? { outcome: 'read', value: read.address } : read;
}

function readFrequency(text: string): ReadField<Frequency> {
  const value = FREQUENCIES.find((one) => one === text);
  if (value) return { outcome: 'read', value };
  return { outcome: 'refused', reason: 'Choose instant, daily or weekly.' };
}

/** As typed, each a topic of its own: two ways to write the same topic are one. */
function readExpressions(texts: string[], language: TopicLanguage): ReadField<string[]> {
  if (texts.length > MOST_EXPRESSIONS) {
    return { outcome: 'refused', reason: `Name at most ${MOST_EXPRESSIONS} topics at once.` };
  }
  const typed = new Map<string, string>();
  for (const text of texts) {
    const read = readExpression(text, language);
    if (read.outcome === 'refused') return read;
    const id = topicIdOf(read.expression);
    if (!typed.has(id)) typed.set(id, read.expression.written);
  }
  const value = [...typed.values()];
  if (value.length === 0) return { outcome: 'refused', reason: 'Name a topic to follow.' };
  if (Buffer.byteLength(value.join('')) > LONGEST_TOGETHER_BYTES) {
    return { outcome: 'refused', reason: 'These are too long to ask at once. Name fewer topics.' };
  }
  return { outcome: 'read', value };
}

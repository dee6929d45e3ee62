import { readAddress } from '../domain/address';
import { refuseWebAddress } from '../domain/confirmation-topic';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import type { FollowRequest } from '../domain/follow-request';
import { readFrequency } from '../domain/frequency';
import { readHour } from '../domain/hour';
import { readLanguage, type TopicLanguage } from '../domain/languages/language';
import { isAtDomain } from '../domain/mail-domain';
import { suggestAddress } from '../domain/misspelled-address';
import type { ReadField } from '../domain/read-field';
import { type Refusal, type Refused, refuse } from '../domain/refusal';
import { readTimeZone } from '../domain/time-zone';

/** What a person typed or chose in the form to follow topics, not yet checked. */
export interface FollowForm {
  email: string;
  expressions: string[];
  frequency: string;
  /** Empty for the site's default. */
  timeZone: string;
  /** Empty for the site's default. */
  hour: string;
  /** A code such as `fr`, or `any`; absent or empty for the site's default. */
  language?: string | undefined;
  /** Whether the form already contained the site's time zone and hour. Such a default was not chosen. */
  isPrefilled?: boolean;
  /** The browser's time zone, if it filled in the field. It was not chosen either. */
  guessedTimeZone?: string;
}

/** The fields that were refused, and why. */
export type FollowErrors = Partial<
  Record<'email' | 'expression' | 'frequency' | 'timeZone' | 'hour' | 'language', Refusal>
>;

export type CheckedFollowForm =
  | { outcome: 'read'; follow: FollowRequest }
  | { outcome: 'refused'; errors: FollowErrors };

/** The values used for fields that were left empty. */
export interface SiteDefaults {
  timeZone: string;
  hour: number;
  /** The language whose word forms a topic matches. */
  language: TopicLanguage;
}

/** What applies to forms that anyone can send. */
export interface PublicFormRules {
  defaults: SiteDefaults;
  /** Domains at which the operator accepts no addresses, e.g. of disposable ones. */
  refusedDomains: readonly string[];
}

/** How many topics one request may name. */
const MAX_EXPRESSIONS = 20;
/**
 * The link in the confirmation email carries the expressions in base64, and API Gateway accepts
 * 10,240 bytes of request line and headers:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const MAX_EXPRESSIONS_BYTES = 4_000;

/** Checks every field, so that a person sees everything they need to change at once. */
export function checkFollowForm(form: FollowForm, defaults: SiteDefaults): CheckedFollowForm {
  const errors: FollowErrors = {};
  function take<T>(field: keyof FollowErrors, read: ReadField<T>): T | undefined {
    if (read.outcome === 'read') return read.value;
    errors[field] = refusalOf(read);
    return undefined;
  }
  const address = take('email', readAddress(form.email));
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
  const chosen = chosenFields(form, follow, defaults);
  return { outcome: 'read', follow: { ...follow, ...(chosen.length > 0 ? { chosen } : {}) } };
}

/**
 * Checks a form that anyone can send, for any address. `misspelled` unless the sender keeps that address.
 */
export function checkPublicForm(
  form: FollowForm,
  { defaults, refusedDomains }: PublicFormRules,
  keptAddress?: string,
): CheckedFollowForm | { outcome: 'misspelled'; suggestion: string } {
  const checked = checkFollowForm(form, defaults);
  const errors = checked.outcome === 'refused' ? { ...checked.errors } : {};
  const topics = form.expressions.map(refuseWebAddress).find(isRefused);
  // First, so that a web address as a topic is refused for being one.
  if (topics) errors.expression = refusalOf(topics);
  const address = readAddress(form.email);
  if (address.outcome === 'read' && isAtDomain(address.value, refusedDomains)) {
    errors.email = refusalOf(refuse('refusedDomain'));
  }
  if (checked.outcome === 'refused' || Object.keys(errors).length > 0) {
    return { outcome: 'refused', errors };
  }
  const suggestion = suggestAddress(checked.follow.address);
  const isKept = keptAddress !== undefined && keptAddress.trim() === form.email.trim();
  if (suggestion !== undefined && !isKept) return { outcome: 'misspelled', suggestion };
  return checked;
}

const isRefused = (read: ReadField<string>): read is Refused => read.outcome === 'refused';
const refusalOf = ({ code, values, reason }: Refused): Refusal => ({ code, values, reason });

function chosenFields(
  form: FollowForm,
  values: Pick<SiteDefaults, 'hour' | 'timeZone'>,
  defaults: SiteDefaults,
): NonNullable<FollowRequest['chosen']> {
  const isChosen = (field: 'hour' | 'timeZone') =>
    form[field].trim() !== '' &&
    !(form.isPrefilled && values[field] === defaults[field]) &&
    !(field === 'timeZone' && values.timeZone === form.guessedTimeZone);
  return (['hour', 'timeZone'] as const).filter(isChosen);
}

/** The expressions as typed. Two that mean the same topic count as one. */
function readExpressions(texts: string[], language: TopicLanguage): ReadField<string[]> {
  if (texts.length > MAX_EXPRESSIONS) return refuse('tooManyTopicsAtOnce', MAX_EXPRESSIONS);
  const byTopic = new Map<string, string>();
  for (const text of texts) {
    const read = readExpression(text, language);
    if (read.outcome === 'refused') return read;
    const id = topicIdOf(read.expression);
    if (!byTopic.has(id)) byTopic.set(id, read.expression.written);
  }
  const value = [...byTopic.values()];
  if (value.length === 0) return refuse('noTopic');
  if (Buffer.byteLength(value.join('')) > MAX_EXPRESSIONS_BYTES)
    return refuse('topicsTooLongAtOnce');
  return { outcome: 'read', value };
}

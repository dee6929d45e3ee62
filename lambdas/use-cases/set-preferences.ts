import { readMaxAlerts } from '../domain/alert-window';
import { isAnotherDay, readMonthDay, readWeekday } from '../domain/digest-schedule';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import { readHour } from '../domain/hour';
import {
  DEFAULT_WORDING_LANGUAGE,
  readWordingLanguage,
  type WordingLanguage,
} from '../domain/languages/wording-language';
import { readQuietHours } from '../domain/quiet-hours';
import type { Refused } from '../domain/refusal';
import type { Subscriber, SubscriberFile } from '../domain/subscriber';
import { readTimeZone } from '../domain/time-zone';
import { type BringAlertsForwardDependencies, bringAlertsForward } from './bring-alerts-forward';
import { type RescheduleDependencies, rescheduleDigests } from './move-digests';

/** The fields of the form, as typed. */
export interface PreferencesForm {
  hour: string;
  timeZone: string;
  /** `1` (Monday) to `7`. */
  weekday: string;
  /** Empty for the first weekday of the month, or `1` to `28`. */
  monthDay: string;
  wordingLanguage: string;
  /** Both empty for no quiet hours. */
  quietFrom: string;
  quietTo: string;
  /** Empty for the site's limit. */
  maxAlertsPerDay: string;
}

/** The preferences to store; an undefined value is removed. */
export type PreferenceValues = {
  [Name in
    | 'hour'
    | 'timeZone'
    | 'weekday'
    | 'monthDay'
    | 'wordingLanguage'
    | 'quietHours'
    | 'maxAlertsPerDay'
    | 'pausedUntil']?: Subscriber[Name] | undefined;
};

export interface SetPreferencesDependencies
  extends RescheduleDependencies,
    BringAlertsForwardDependencies {
  /** False if the subscriber was erased. */
  storePreferences: (subscriberId: string, values: PreferenceValues) => Promise<boolean>;
}

export type PreferencesOutcome =
  | { outcome: 'set'; wordingLanguage: WordingLanguage }
  | { outcome: 'refused'; errors: Partial<Record<keyof PreferencesForm, Refused>> };

/**
 * Stores the preferences of the form if all are valid, moves the digests already planned, and sends alerts
 * that need not wait any longer. Emails that were written before the change are written again before they
 * are sent.
 */
export function setPreferences(dependencies: SetPreferencesDependencies) {
  const reschedule = rescheduleDigests(dependencies);
  const bringForward = bringAlertsForward(dependencies);
  return async (
    { subscriber, digests, subscriptions }: SubscriberFile,
    form: PreferencesForm,
  ): Promise<PreferencesOutcome> => {
    const read = readForm(subscriber, form);
    if (read.outcome === 'refused') return read;

    const { subscriberId, pausedUntil } = subscriber;
    const { hour, timeZone, weekday, monthDay } = read.values;
    const schedule = {
      hour,
      timeZone,
      ...(weekday === undefined ? {} : { weekday }),
      ...(monthDay === undefined ? {} : { monthDay }),
      ...(pausedUntil === undefined ? {} : { pausedUntil }),
    };
    const former = { schedule: subscriber, digests, subscriptions };
    const move = () => reschedule(subscriberId, schedule, former);
    // Before the change too: after a crash, a second press would find no other day to move digests to.
    if (DIGEST_FREQUENCIES.some((one) => isAnotherDay(one, subscriber, schedule))) await move();
    await dependencies.storePreferences(subscriberId, read.values);
    // After it, since a digest that was prepared meanwhile has planned the next one for the former day.
    await move();
    await bringForward(subscriberId);
    return { outcome: 'set', wordingLanguage: read.values.wordingLanguage };
  };
}

type FormValues = PreferenceValues &
  Pick<Subscriber, 'hour' | 'timeZone'> & { wordingLanguage: WordingLanguage };

/** The values of all fields, or why some are refused. An empty field keeps what it cannot leave out. */
function readForm(
  subscriber: Subscriber,
  form: PreferencesForm,
): { outcome: 'read'; values: FormValues } | Exclude<PreferencesOutcome, { outcome: 'set' }> {
  const { wordingLanguage = DEFAULT_WORDING_LANGUAGE } = subscriber;
  const fields = {
    hour: readHour(form.hour, subscriber.hour),
    timeZone: readTimeZone(form.timeZone, subscriber.timeZone),
    weekday: readWeekday(form.weekday, subscriber.weekday),
    monthDay: readMonthDay(form.monthDay),
    wordingLanguage: readWordingLanguage(form.wordingLanguage, wordingLanguage),
    quietFrom: readQuietHours(form.quietFrom, form.quietTo),
    maxAlertsPerDay: readMaxAlerts(form.maxAlertsPerDay),
  };
  const { hour, timeZone, weekday, monthDay, quietFrom, maxAlertsPerDay } = fields;
  const language = fields.wordingLanguage;
  if (
    hour.outcome === 'read' &&
    timeZone.outcome === 'read' &&
    weekday.outcome === 'read' &&
    monthDay.outcome === 'read' &&
    language.outcome === 'read' &&
    quietFrom.outcome === 'read' &&
    maxAlertsPerDay.outcome === 'read'
  ) {
    const values = {
      hour: hour.value,
      timeZone: timeZone.value,
      weekday: weekday.value,
      monthDay: monthDay.value,
      wordingLanguage: language.value,
      quietHours: quietFrom.value,
      maxAlertsPerDay: maxAlertsPerDay.value,
    };
    return { outcome: 'read', values };
  }
  const refused = Object.entries(fields).filter(
    (entry): entry is [keyof PreferencesForm, Refused] => entry[1].outcome === 'refused',
  );
  return { outcome: 'refused', errors: Object.fromEntries(refused) };
}

import { addDays, localTimeAt, timeAtHour } from './local-time';
import { isPaused } from './pause';
import { isQuietAt, type QuietHours, quietUntil } from './quiet-hours';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/**
 * How alerts are spread over a day: the first one goes at once, further ones within the window are
 * gathered into one email at its end, and those beyond the daily limit into one email the next
 * morning.
 */
export interface AlertLimits {
  /** Milliseconds; 0 sends every alert at once. */
  windowMs: number;
  /** Alert emails per subscriber and day, in the subscriber's time zone; 0 for no limit. */
  maxPerDay: number;
}

/** An alert that was gathered instead of being sent at once. */
export interface GatheredAlert {
  briefingId: string;
  edition: number;
  /** The edition that this one corrects, if it is a correction. */
  corrects?: number;
}

/** What is stored about a subscriber's recent alerts. */
export interface AlertState {
  /** The number of gathered emails so far. */
  round: number;
  gathered: GatheredAlert[];
  /** Alerts beyond those that one email can list. */
  unlisted: number;
  /**
   * ISO 8601: when the first of the waiting alerts was gathered, or earlier; absent if none are waiting.
   */
  gatheredSince?: string;
  /** ISO 8601: when the gathered alerts are sent; absent if none are waiting. */
  dueAt?: string;
  window?: AlertWindow;
}

/** The window that the latest alert email opened. */
export interface AlertWindow {
  /** ISO 8601. */
  endsAt: string;
  /** The delivery that opened it. Its retries are sent, not gathered. */
  openedBy: string;
  /** The subscriber's date, such as `2026-01-31`, and the alert emails sent on it. */
  day: string;
  emails: number;
}

/** The alerts of someone who has had none yet. */
export const NO_ALERTS: AlertState = { round: 0, gathered: [], unlisted: 0 };

export type AlertDecision =
  | { outcome: 'send'; opens: AlertWindow }
  | { outcome: 'send-again' }
  /** `until` (ISO 8601) is when the gathered alerts are sent. */
  | { outcome: 'gather'; until: string };

/** Where the subscriber is, and when they want no alerts. */
export interface AlertPreferences {
  /** The subscriber's digest hour, 0 to 23, and IANA time zone. */
  hour: number;
  timeZone: string;
  quietHours?: QuietHours;
  /** ISO 8601. */
  pausedUntil?: string;
}

export interface AlertTime extends AlertPreferences {
  /** ISO 8601. */
  now: string;
}

/** Only the preferences of a subscriber that decide about alerts. */
export function alertTimeOf(
  { hour, timeZone, quietHours, pausedUntil }: AlertPreferences,
  now: string,
): AlertTime {
  return {
    now,
    hour,
    timeZone,
    ...(quietHours ? { quietHours } : {}),
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
  };
}

/** The limits of the site, with the subscriber's own daily limit if it is lower. */
export function alertLimitsOf(
  { maxAlertsPerDay = 0 }: { maxAlertsPerDay?: number },
  { windowMs, maxPerDay }: AlertLimits,
): AlertLimits {
  const perDay = [maxPerDay, maxAlertsPerDay].filter((limit) => limit > 0);
  return { windowMs, maxPerDay: perDay.length === 0 ? 0 : Math.min(...perDay) };
}

/** Why no alert may be sent to the subscriber now, and until when (ISO 8601). */
export interface AlertWait {
  because: 'pause' | 'quiet-hours' | 'daily-limit';
  until: string;
}

/**
 * What alerts have to wait for besides the window of an earlier one; undefined if nothing. Several reasons
 * may follow one another: a pause or the daily limit may end in quiet hours. The result has the first
 * reason and the end of the last one.
 */
export function findAlertWait(
  state: AlertState,
  time: AlertTime,
  limits: AlertLimits,
): AlertWait | undefined {
  const { timeZone, quietHours, pausedUntil } = time;
  let wait: AlertWait | undefined;
  const now = () => wait?.until ?? time.now;
  const waitUntil = (because: AlertWait['because'], until: string) => {
    wait = { because: wait?.because ?? because, until };
  };
  if (pausedUntil !== undefined && isPaused(time, time.now)) waitUntil('pause', pausedUntil);
  if (isLimitReached(state, { ...time, now: now() }, limits)) {
    waitUntil('daily-limit', nextMorning({ ...time, now: now() }));
  }
  if (quietHours && isQuietAt(quietHours, now(), timeZone)) {
    waitUntil('quiet-hours', quietUntil(quietHours, now(), timeZone));
  }
  return wait;
}

/** Whether an alert is sent now or gathered. */
export function decideAlert(
  state: AlertState,
  deliveryId: string,
  time: AlertTime,
  limits: AlertLimits,
): AlertDecision {
  const { window } = state;
  const isOwnWindow = window?.openedBy === deliveryId;
  // The limit counts the email that opened the window, but its retry is the same email.
  const wait = findAlertWait(state, time, isOwnWindow ? { ...limits, maxPerDay: 0 } : limits);
  if (wait) return { outcome: 'gather', until: wait.until };
  if (isOwnWindow) return { outcome: 'send-again' };
  // Others are waiting: this one joins them, or it would overtake them.
  if (state.dueAt !== undefined && state.gathered.length > 0) {
    return { outcome: 'gather', until: state.dueAt };
  }
  if (window !== undefined && window.endsAt > time.now) {
    return { outcome: 'gather', until: window.endsAt };
  }
  return { outcome: 'send', opens: openWindow(state, deliveryId, time, limits) };
}

/** The window that an alert email opens. */
export function openWindow(
  { window }: AlertState,
  deliveryId: string,
  time: AlertTime,
  { windowMs }: AlertLimits,
): AlertWindow {
  const day = dayOf(time);
  return {
    endsAt: new Date(Date.parse(time.now) + windowMs).toISOString(),
    openedBy: deliveryId,
    day,
    emails: window?.day === day ? window.emails + 1 : 1,
  };
}

/** Whether the subscriber has had all the alert emails of the day. */
function isLimitReached(state: AlertState, time: AlertTime, limits: AlertLimits): boolean {
  return wasLimited(state, limits) && state.window?.day === dayOf(time);
}

/** Whether the subscriber had all the alert emails of the day on which the last one was sent. */
export function wasLimited({ window }: AlertState, { maxPerDay }: AlertLimits): boolean {
  return maxPerDay > 0 && window !== undefined && window.emails >= maxPerDay;
}

/** When alerts beyond the daily limit are sent (ISO 8601): at the subscriber's hour of the next day. */
export function nextMorning(time: AlertTime): string {
  return timeAtHour(addDays(dayOf(time), 1), time.hour, time.timeZone);
}

function dayOf({ now, timeZone }: AlertTime): string {
  return localTimeAt(now, timeZone).date;
}

/** A higher daily limit would have no effect. */
const MAX_CHOSEN_LIMIT = 100;

/** A subscriber's daily limit of alert emails; an empty field means the site's limit. */
export function readMaxAlerts(text: string): ReadField<number | undefined> {
  const typed = text.trim();
  if (typed === '') return { outcome: 'read', value: undefined };
  const limit = Number(typed);
  const isLimit = /^\d{1,3}$/.test(typed) && limit >= 1 && limit <= MAX_CHOSEN_LIMIT;
  return isLimit ? { outcome: 'read', value: limit } : refuse('unknownMaxAlerts', MAX_CHOSEN_LIMIT);
}

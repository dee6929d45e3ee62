import { DateTime } from 'luxon';
import { nextDigestAt } from './digest-schedule';

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
}

/** What is stored about a subscriber's recent alerts. */
export interface AlertState {
  /** The number of gathered emails so far. */
  round: number;
  gathered: GatheredAlert[];
  /** Alerts beyond those that one email can list. */
  unlisted: number;
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

/** When and where the subscriber is. */
export interface AlertTime {
  /** ISO 8601. */
  now: string;
  /** The subscriber's digest hour, 0 to 23, and IANA time zone. */
  hour: number;
  timeZone: string;
}

/** Whether an alert is sent now or gathered. */
export function decideAlert(
  state: AlertState,
  deliveryId: string,
  time: AlertTime,
  limits: AlertLimits,
): AlertDecision {
  const { window } = state;
  if (window?.openedBy === deliveryId) return { outcome: 'send-again' };
  if (isLimitReached(state, time, limits)) return { outcome: 'gather', until: nextMorning(time) };
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
export function isLimitReached(state: AlertState, time: AlertTime, limits: AlertLimits): boolean {
  return wasLimited(state, limits) && state.window?.day === dayOf(time);
}

/** Whether the subscriber had all the alert emails of the day on which the last one was sent. */
export function wasLimited({ window }: AlertState, { maxPerDay }: AlertLimits): boolean {
  return maxPerDay > 0 && window !== undefined && window.emails >= maxPerDay;
}

/** When alerts beyond the daily limit are sent (ISO 8601): at the subscriber's hour of the next day. */
export function nextMorning({ now, hour, timeZone }: AlertTime): string {
  const endOfDay = DateTime.fromISO(now, { zone: timeZone }).endOf('day').toUTC().toISO();
  if (endOfDay === null) throw new RangeError(`${now} is not a time in ${timeZone}.`);
  return nextDigestAt({ frequency: 'daily', hour, timeZone }, endOfDay);
}

function dayOf({ now, timeZone }: AlertTime): string {
  const day = DateTime.fromISO(now, { zone: timeZone }).toISODate();
  if (day === null) throw new RangeError(`${now} is not a time in ${timeZone}.`);
  return day;
}

/** What a briefing, or a briefing that matches a topic, will send. */

/** What the SES account may send. */
export interface SendQuota {
  /** Emails in 24 hours; -1 for no limit. */
  perDay: number;
  sentLastDay: number;
  /** Emails per second. */
  perSecond: number;
}

/** How many emails will be sent. */
export interface Audience {
  /** Sent at once. */
  alerts: number;
  /** Sent at the subscriber's hour; most would be sent anyway, for other briefings. */
  digests: number;
  /** Whether people who follow several of the topics are counted more than once. */
  atMost: boolean;
}

export interface Forecast extends Audience {
  /** Until the last alert is sent, if nothing else is. */
  minutes: number;
  /** USD, for the alerts and the digests. */
  cost: number;
  quota: {
    /** Emails in 24 hours; absent if there is no limit. */
    perDay?: number;
    /** What is left of it now; absent if there is no limit. */
    left?: number;
    /** Whether what is left is enough for the alerts. */
    enough: boolean;
  };
}

/** USD per email, November 2026: https://aws.amazon.com/ses/pricing/ */
const SES_PRICE = 0.1 / 1_000;
/** USD per email for everything but SES, as measured: functions, tables, queues (docs/costs.md). */
const OWN_PRICES = { alert: 0.0066 / 1_000, digest: 0.0075 / 1_000 };

/** Calculates how long the emails take and what they cost. `sendRate`: emails per second. */
export function calculateForecast(
  audience: Audience,
  sendRate: number,
  quota: SendQuota,
): Forecast {
  const { alerts, digests } = audience;
  const rate = quota.perSecond > 0 ? Math.min(sendRate, quota.perSecond) : sendRate;
  return {
    ...audience,
    minutes: round(alerts / rate / 60, 2),
    cost: round(
      alerts * (SES_PRICE + OWN_PRICES.alert) + digests * (SES_PRICE + OWN_PRICES.digest),
      6,
    ),
    quota: quotaFor(alerts, quota),
  };
}

function quotaFor(alerts: number, { perDay, sentLastDay }: SendQuota): Forecast['quota'] {
  if (perDay < 0) return { enough: true };
  const left = Math.max(0, perDay - sentLastDay);
  return { perDay, left, enough: alerts <= left };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

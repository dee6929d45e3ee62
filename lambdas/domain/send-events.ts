/**
 * What is known about the path of SES's Send events: from SES over SNS and the feedback queue to the
 * ledger. All times are ISO 8601.
 */
export interface SendEventsMark {
  /** When SES accepted the newest email whose Send event was handled, by the clock of SES. */
  until: string;
  /** When a Send event was last handled. */
  handledAt: string;
  /** Since when all Send events have been handled, without a failure or a longer break. */
  aliveSince: string;
}

/** A Send event that was handled. */
export interface HandledSendEvent {
  /** When SES accepted the email, by the clock of SES. */
  sentAt: string;
  handledAt: string;
}

/**
 * A longer break (ms) between two Send events may be an outage. `recover` sends a probe in each of its
 * runs, a minute apart and sometimes two, so that there is no such break while a claim is suspected.
 */
const MAX_BREAK_MS = 150_000;

/**
 * How long (ms) the path must have been alive. An event that could not be handled is received again
 * after 30 seconds (the visibility timeout of the feedback queue), then waits for others for 5, and one
 * that could not be queued after at most 20
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html). So by then the events
 * of an outage have been handled too. An event that fails again and again keeps the path
 * from counting as alive: it may be the one that is waited for.
 */
const MIN_ALIVE_MS = 55_000;

/** The mark after an event. Events may arrive in any order. */
export function advanceMark(
  mark: SendEventsMark | undefined,
  { sentAt, handledAt }: HandledSendEvent,
): SendEventsMark {
  if (mark === undefined) return { until: sentAt, handledAt, aliveSince: handledAt };
  const lastHandledAt = later(mark.handledAt, handledAt);
  const hasBreak = msBetween(mark.handledAt, lastHandledAt) > MAX_BREAK_MS;
  return {
    until: later(mark.until, sentAt),
    handledAt: lastHandledAt,
    aliveSince: hasBreak ? handledAt : mark.aliveSince,
  };
}

/**
 * Whether the Send event of every email that SES accepted well before `time` has been handled: an event
 * of a later email has, and the path has been alive long enough for the retries of earlier ones.
 */
export function provesEventsBefore(mark: SendEventsMark | undefined, time: string): boolean {
  if (mark === undefined) return false;
  return (
    Date.parse(mark.until) > Date.parse(time) &&
    msBetween(mark.aliveSince, mark.handledAt) >= MIN_ALIVE_MS
  );
}

/** Milliseconds from one time to another. */
export function msBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

function later(one: string, other: string): string {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

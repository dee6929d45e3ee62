import { nextDigestAt } from './digest-schedule';
import { localTimeAt } from './local-time';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** Full hours (0 to 23, in the subscriber's time zone) in which no alert is sent: `to` is excluded. */
export interface QuietHours {
  /** After `to` if the quiet hours include midnight. */
  from: number;
  to: number;
}

/** Whether the time (ISO 8601) is in the quiet hours of someone in the time zone. */
export function isQuietAt({ from, to }: QuietHours, time: string, timeZone: string): boolean {
  const { hour } = localTimeAt(time, timeZone);
  return from < to ? from <= hour && hour < to : hour >= from || hour < to;
}

/** The first time at or after `time` (ISO 8601) that is not in the quiet hours. */
export function quietUntil(quiet: QuietHours, time: string, timeZone: string): string {
  let end = time;
  // More than once if the clocks skip the hour after the quiet hours and move into the next ones.
  while (isQuietAt(quiet, end, timeZone)) {
    end = nextDigestAt({ frequency: 'daily', hour: quiet.to, timeZone }, end);
  }
  return end;
}

/** Quiet hours of a form; two empty fields mean none. */
export function readQuietHours(from: string, to: string): ReadField<QuietHours | undefined> {
  const typed = [from.trim(), to.trim()];
  if (typed.every((hour) => hour === '')) return { outcome: 'read', value: undefined };
  if (!typed.every((hour) => /^(1?\d|2[0-3])$/.test(hour))) return refuse('unknownQuietHours');
  const quiet = { from: Number(typed[0]), to: Number(typed[1]) };
  return quiet.from === quiet.to ? refuse('unknownQuietHours') : { outcome: 'read', value: quiet };
}

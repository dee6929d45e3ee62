import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** Whether the runtime knows this time zone by its IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A time zone as people read it: `America/New York` for `America/New_York`. */
export function timeZoneName(timeZone: string): string {
  return timeZone.replaceAll('_', ' ');
}

/** An IANA time zone, or its name as people read it; an empty field means `fallback`. */
export function readTimeZone(text: string, fallback: string): ReadField<string> {
  const value = text.trim().replaceAll(' ', '_') || fallback;
  if (isTimeZone(value)) return { outcome: 'read', value };
  return refuse('unknownTimeZone');
}

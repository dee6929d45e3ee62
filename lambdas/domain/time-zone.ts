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

/** An IANA time zone; an empty field means `fallback`. */
export function readTimeZone(text: string, fallback: string): ReadField<string> {
  const value = text.trim() || fallback;
  if (isTimeZone(value)) return { outcome: 'read', value };
  return refuse('unknownTimeZone');
}

import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** Whether the runtime knows this time zone by its IANA name. */
export function isTimeZone(name: string): boolean {
  return canonicalName(name) !== undefined;
}

/** A time zone as people read it: `America/New York` for `America/New_York`. */
export function timeZoneName(timeZone: string): string {
  return timeZone.replaceAll('_', ' ');
}

/**
 * An IANA time zone as a person types it: in any case, with spaces, or only its city, such as `paris`, if
 * no other zone has the same one. An empty field means `fallback`.
 */
export function readTimeZone(text: string, fallback: string): ReadField<string> {
  const typed = text.trim().replace(/\s+/g, '_') || fallback;
  const value = zoneNamed(typed) ?? zoneOfCity(typed);
  return value === undefined ? refuse('unknownTimeZone') : { outcome: 'read', value };
}

/** The IANA names of all time zones of the runtime. */
export const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const ZONES_BY_KEY = new Map(TIME_ZONES.map((zone) => [keyOf(zone), zone]));
const REGIONS = new Set(TIME_ZONES.filter((zone) => zone.includes('/')).map(regionOf));

function zoneNamed(typed: string): string | undefined {
  const listed = ZONES_BY_KEY.get(keyOf(typed));
  if (listed !== undefined) return listed;
  const canonical = canonicalName(typed);
  // Other names of a zone, such as Asia/Kolkata, stay as they are; in lower case they are hard to read.
  return canonical !== undefined && typed === typed.toLowerCase() ? canonical : canonical && typed;
}

function zoneOfCity(typed: string): string | undefined {
  const city = keyOf(typed);
  if (city.includes('/')) return undefined;
  const listed = TIME_ZONES.filter((zone) => keyOf(zone).endsWith(`/${city}`));
  // Cities that only another name of a zone contains, such as Kolkata.
  const named = [...REGIONS].flatMap((region) => canonicalName(`${region}/${city}`) ?? []);
  const [zone, ...others] = new Set([...listed, ...named]);
  return others.length === 0 ? zone : undefined;
}

/** Without accents, because nobody types the name of São Paulo without them. */
function keyOf(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function regionOf(zone: string): string {
  return zone.slice(0, zone.indexOf('/'));
}

/** The name under which the runtime lists a zone; undefined if it does not know it. */
function canonicalName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

import { ASCII_LETTER, DIGIT, kindAt } from './characters';
import { NONE } from './none';
import { urlPathEnd } from './paths';

/**
 * Hosts, email addresses and urls, as PostgreSQL's default parser sees them. Each function
 * reads forward once and remembers the last place where the run could have ended; nothing is read
 * again, however the text was built.
 */

const isAsciiLetter = (text: string, at: number): boolean =>
  (kindAt(text, at) & ASCII_LETTER) !== 0;
const isDigit = (text: string, at: number): boolean => (kindAt(text, at) & DIGIT) !== 0;

/** Where a host reader stands: what it has read of the label it is in. */
type HostState = 'label' | 'label-start' | 'domain-start' | 'domain-second' | 'domain';

export interface Address {
  sort: 'host' | 'email' | 'url';
  end: number;
  /** For a url: where its host ends. */
  hostEnd: number;
}

const host = (end: number): Address => ({ sort: 'host', end, hostEnd: end });

/**
 * Reads on from inside a word, at `from`, in the given state. `alone` is how a host is read as part
 * of an email address or url: no `@` and no path may follow.
 */
export function readAddress(
  text: string,
  from: number,
  begin: 'label' | 'label-start' | 'domain-start',
  alone = false,
): Address | undefined {
  let state: HostState = begin;
  let fallback: Address | undefined;
  for (let at = from; ; at++) {
    const letter = isAsciiLetter(text, at);
    const digit = isDigit(text, at);
    const character = text[at];
    if (state === 'label-start') {
      if (!letter && !digit) return fallback;
      state = 'label';
    } else if (state === 'domain-start') {
      if (!letter && !digit) return fallback;
      state = letter ? 'domain-second' : 'label';
    } else if (letter) {
      if (state === 'domain-second') state = 'domain';
    } else if (digit) {
      state = 'label';
    } else {
      if (state === 'domain') fallback = host(at);
      if (character === '@') return alone ? fallback : (readEmail(text, at) ?? fallback);
      if (state === 'domain' && character === ':') return readPort(text, at, alone);
      if (state === 'domain' && character === '/' && !alone) return readUrl(text, at) ?? fallback;
      if (character === '.') state = 'domain-start';
      else if (character === '-' || character === '_') state = 'label-start';
      else return fallback;
    }
  }
}

function readPort(text: string, colon: number, alone: boolean): Address {
  let at = colon + 1;
  while (isDigit(text, at)) at++;
  if (at === colon + 1) return host(colon);
  if (text[at] === '/' && !alone) return readUrl(text, at) ?? host(at);
  return host(at);
}

function readUrl(text: string, slash: number): Address | undefined {
  const end = urlPathEnd(text, slash + 1);
  return end === slash + 1 ? undefined : { sort: 'url', end, hostEnd: slash };
}

/** The email address whose `@` stands at `at`, if a host follows. */
export function readEmail(text: string, at: number): Address | undefined {
  const end = hostEnd(text, at + 1);
  return end === NONE ? undefined : { sort: 'email', end, hostEnd: end };
}

/** The end of a host that begins at `start`, or `NONE`. */
function hostEnd(text: string, start: number): number {
  let at = start;
  const digits = isDigit(text, at);
  while (digits ? isDigit(text, at) : isAsciiLetter(text, at)) at++;
  if (at === start) return NONE;
  const found = hostAfterWord(text, at, digits);
  return found?.end ?? NONE;
}

function hostAfterWord(text: string, at: number, digits: boolean): Address | undefined {
  const character = text[at];
  if (character === '.') return readAddress(text, at + 1, 'domain-start', true);
  if (character === '-' || character === '_') {
    return readAddress(text, at + 1, 'label-start', true);
  }
  if (digits ? isAsciiLetter(text, at) : isDigit(text, at)) {
    return readAddress(text, at + 1, 'label', true);
  }
  return undefined;
}

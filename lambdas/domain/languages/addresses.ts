import { ASCII_LETTER, DIGIT, kindAt } from './characters';
import { urlPathEnd } from './paths';

/** Where an address ends. */
export interface Address {
  end: number;
  /** For a URL, which has a path, the end of its host. Otherwise the same as `end`. */
  hostEnd: number;
}

/** The part of a host that was read immediately before the current position. */
export type HostPart = 'label' | 'label-start' | 'domain-start';
type HostState = HostPart | 'domain-second' | 'domain';

const isAsciiLetter = (text: string, at: number): boolean =>
  (kindAt(text, at) & ASCII_LETTER) !== 0;
const isDigit = (text: string, at: number): boolean => (kindAt(text, at) & DIGIT) !== 0;

const host = (end: number): Address => ({ end, hostEnd: end });

/**
 * Finds hosts, email addresses and URLs by the rules of PostgreSQL's default parser. The last label
 * of a host has at least two letters. The reader goes forward once and keeps the last position where
 * the host could end.
 */
export class AddressReader {
  /** No address starts before this index. It avoids reading the same characters again. */
  private noAddressBefore = 0;

  constructor(private readonly text: string) {}

  /** The address that continues at `from`, in a word that started earlier. */
  read(from: number, part: HostPart): Address | undefined {
    return from < this.noAddressBefore ? undefined : this.readHost(from, part, false);
  }

  /** The email address whose `@` is at `at`, if a host follows. */
  readEmail(at: number): Address | undefined {
    const { text } = this;
    const start = at + 1;
    const digits = isDigit(text, start);
    let end = start;
    while (digits ? isDigit(text, end) : isAsciiLetter(text, end)) end++;
    return end === start ? undefined : this.readHostAfterWord(end, digits);
  }

  private readHostAfterWord(at: number, digits: boolean): Address | undefined {
    const { text } = this;
    const character = text[at];
    if (character === '.') return this.readHost(at + 1, 'domain-start', true);
    if (character === '-' || character === '_') return this.readHost(at + 1, 'label-start', true);
    const continues = digits ? isAsciiLetter(text, at) : isDigit(text, at);
    return continues ? this.readHost(at + 1, 'label', true) : undefined;
  }

  /** With `hostOnly`, for the host of an email address, no `@` and no path may follow. */
  private readHost(from: number, part: HostPart, hostOnly: boolean): Address | undefined {
    const { text } = this;
    let state: HostState = part;
    let fallback: Address | undefined;
    let at = from;
    for (; ; at++) {
      const next = stateAfter(text, at, state);
      if (next !== undefined) {
        state = next;
        continue;
      }
      if (state === 'label-start' || state === 'domain-start') break;
      if (state === 'domain') fallback = host(at);
      const character = text[at];
      if (character === '.') state = 'domain-start';
      else if (character === '-' || character === '_') state = 'label-start';
      else return this.endHost(at, state, fallback, hostOnly);
    }
    return fallback ?? this.markNoAddress(at);
  }

  private endHost(
    at: number,
    state: HostState,
    fallback: Address | undefined,
    hostOnly: boolean,
  ): Address | undefined {
    const character = this.text[at];
    if (character === '@') return hostOnly ? fallback : (this.readEmail(at) ?? fallback);
    if (state === 'domain' && character === ':') return this.readPort(at, hostOnly);
    if (state === 'domain' && character === '/' && !hostOnly) return this.readUrl(at) ?? fallback;
    return fallback ?? this.markNoAddress(at);
  }

  private markNoAddress(before: number): undefined {
    if (this.text[before] === '@') return;
    this.noAddressBefore = Math.max(this.noAddressBefore, before);
  }

  private readPort(colon: number, hostOnly: boolean): Address {
    const { text } = this;
    let at = colon + 1;
    while (isDigit(text, at)) at++;
    if (at === colon + 1) return host(colon);
    if (text[at] === '/' && !hostOnly) return this.readUrl(at) ?? host(at);
    return host(at);
  }

  private readUrl(slash: number): Address | undefined {
    const end = urlPathEnd(this.text, slash + 1);
    return end === slash + 1 ? undefined : { end, hostEnd: slash };
  }
}

/** The state after the letter or digit at `at`, or undefined if there is neither. */
function stateAfter(text: string, at: number, state: HostState): HostState | undefined {
  if (isDigit(text, at)) return 'label';
  if (!isAsciiLetter(text, at)) return undefined;
  if (state === 'domain-start') return 'domain-second';
  if (state === 'domain-second' || state === 'domain') return 'domain';
  return 'label';
}

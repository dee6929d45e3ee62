import { ASCII_LETTER, DIGIT, kindAt } from './characters';
import { urlPathEnd } from './paths';

/** Where a run that is an address ends. */
export interface Address {
  end: number;
  /** For a url, which has a path: where its host ends. Else the same as `end`. */
  hostEnd: number;
}

/** What of a host has been read just before the place where reading goes on. */
export type HostPart = 'label' | 'label-start' | 'domain-start';
type HostState = HostPart | 'domain-second' | 'domain';

const isAsciiLetter = (text: string, at: number): boolean =>
  (kindAt(text, at) & ASCII_LETTER) !== 0;
const isDigit = (text: string, at: number): boolean => (kindAt(text, at) & DIGIT) !== 0;

const host = (end: number): Address => ({ end, hostEnd: end });

/**
 * Finds hosts, email addresses and urls, as PostgreSQL's default parser sees them. A host has a last
 * label of two letters or more; a run is read forward, remembering the last place it could end.
 */
export class AddressReader {
  /** Up to here a run was read that holds no address, so that it need not be read again. */
  private barrenUntil = 0;

  constructor(private readonly text: string) {}

  /** The address that goes on at `from`, within a word that began before. */
  read(from: number, part: HostPart): Address | undefined {
    return from < this.barrenUntil ? undefined : this.readHost(from, part, false);
  }

  /** The email address whose `@` stands at `at`, if a host follows. */
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
    const goesOn = digits ? isAsciiLetter(text, at) : isDigit(text, at);
    return goesOn ? this.readHost(at + 1, 'label', true) : undefined;
  }

  /** `alone` is the host of an email address: no `@` and no path may follow. */
  private readHost(from: number, part: HostPart, alone: boolean): Address | undefined {
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
      else return this.endHost(at, state, fallback, alone);
    }
    return fallback ?? this.noteBarren(at);
  }

  private endHost(
    at: number,
    state: HostState,
    fallback: Address | undefined,
    alone: boolean,
  ): Address | undefined {
    const character = this.text[at];
    if (character === '@') return alone ? fallback : (this.readEmail(at) ?? fallback);
    if (state === 'domain' && character === ':') return this.readPort(at, alone);
    if (state === 'domain' && character === '/' && !alone) return this.readUrl(at) ?? fallback;
    return fallback ?? this.noteBarren(at);
  }

  private noteBarren(until: number): undefined {
    if (this.text[until] !== '@') this.barrenUntil = Math.max(this.barrenUntil, until);
  }

  private readPort(colon: number, alone: boolean): Address {
    const { text } = this;
    let at = colon + 1;
    while (isDigit(text, at)) at++;
    if (at === colon + 1) return host(colon);
    if (text[at] === '/' && !alone) return this.readUrl(at) ?? host(at);
    return host(at);
  }

  private readUrl(slash: number): Address | undefined {
    const end = urlPathEnd(this.text, slash + 1);
    return end === slash + 1 ? undefined : { end, hostEnd: slash };
  }
}

/** The state after a letter or digit at `at`; undefined where there is none. */
function stateAfter(text: string, at: number, state: HostState): HostState | undefined {
  if (isDigit(text, at)) return 'label';
  if (!isAsciiLetter(text, at)) return undefined;
  if (state === 'domain-start') return 'domain-second';
  if (state === 'domain-second' || state === 'domain') return 'domain';
  return 'label';
}

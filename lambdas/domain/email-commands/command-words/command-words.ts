import type { Keyword } from '../keyword';

/** The words of one language. They are compared as `fold` writes them, so accents and hamza do not matter. */
export interface CommandWords {
  /** What people may begin a command with. The first of each keyword is the one that help shows. */
  keywords: Record<Keyword, readonly string[]>;
  /** Verbs that may follow their topic, as in `Gaza Hilfe abonnieren`. */
  verbsAtEnd?: Partial<Record<'follow' | 'unfollow', string>>;
  /** Words between a keyword and its topic, as in `subscribe to Gaza aid`. */
  fillers: Partial<Record<'follow' | 'unfollow', readonly string[]>>;
  /** What `unsubscribe` may be followed by to leave everything. */
  everything: readonly string[];
  /** What comes before the date in `pause until 1 December`. */
  until: readonly string[];
  /** What comes before the number in `pause for 3 days`. */
  during: readonly string[];
  days: readonly string[];
  weeks: readonly string[];
  months: readonly string[];
  /** In place of the number 1, as in `pause a week`. */
  one: readonly string[];
  /** Other numbers that people write as words. */
  numbers: Readonly<Record<string, number>>;
  /** Lengths of a pause that are one word. */
  lengths: Readonly<Record<string, { days: number } | { months: number }>>;
  tomorrow: readonly string[];
  /** Before or after any command. */
  please: readonly string[];
  /** How an email begins, before its first command. */
  greetings: readonly string[];
  /** How sentences begin that are no commands, although their first word is one. */
  notCommands: readonly string[];
}

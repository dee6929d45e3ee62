import type { Frequency } from '../frequency';
import type { WordingLanguage } from '../languages/wording-language';
import type { Keyword } from './keyword';
import type { PauseEnd } from './pause-end';

/** The commands of one email beyond these are not carried out. */
export const MAX_COMMANDS_PER_EMAIL = 10;

/** What a person asks for in one line of an email. */
export type EmailCommand =
  | { kind: 'follow'; expression: string }
  /** Without an expression: the topics of the alert that the email replies to, or else all. */
  | { kind: 'set-frequency'; frequency: Frequency; expression?: string }
  /** Without an expression: everything. */
  | { kind: 'unfollow'; expression?: string }
  | { kind: 'list' }
  | { kind: 'pause'; until: PauseEnd }
  | { kind: 'resume' }
  | { kind: 'mute' }
  | { kind: 'why' }
  | { kind: 'help' };

/** One line of an email, read as a command. */
export type ReadCommand =
  | { outcome: 'command'; command: EmailCommand; language: WordingLanguage }
  /** A command without what it needs: `follow` without a topic, or `pause` without a date that can be read. */
  | { outcome: 'incomplete'; keyword: 'follow' | 'pause'; language: WordingLanguage }
  /** No command, but its first word is spelled nearly as one. */
  | { outcome: 'misspelled'; keyword: Keyword; language: WordingLanguage }
  | { outcome: 'no-command' };

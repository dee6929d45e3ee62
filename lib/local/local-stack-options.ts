import type { Service } from './briefwire-service';
import type { MeasuredInvocation } from './functions/local-function';
import type { SettingChanges } from './local-settings';
import type { SentEmail, SesFault } from './ses/sent-email';

/** Where a stack takes email. */
export interface EmailAddress {
  /** Also with a label: `local+label@domain`. */
  readonly address: string;
  /** The SMTP port on this machine. */
  readonly port: number;
}

export interface LocalStackOptions {
  /** The port of the site. 0, the default, picks a free one. */
  readonly port?: number;
  /** The port of the inbox. 0, the default, picks a free one. */
  readonly inboxPort?: number;
  /** The port that takes email over SMTP, if the service takes any. 0, the default, picks a free one. */
  readonly mailPort?: number;
  /** Where the data is kept between runs. By default it is held in memory. */
  readonly dataDirectory?: string | undefined;
  /** Where every raw email is written as an `.eml` file. By default nowhere. */
  readonly mailDirectory?: string | undefined;
  /** Settings that replace those of cdk.json, by name. */
  readonly settings?: SettingChanges;
  /** A DynamoDB Local that runs already. By default one is started. */
  readonly dynamoDbEndpoint?: string | undefined;
  /** What to run. @default Briefwire */
  readonly service?: Service;
  /**
   * The delay before failed work is retried. It replaces the delays of the queues and streams, and
   * the one that a function asks for.
   */
  readonly retryDelayMs?: number;
  /** Called for every email that the local SES accepts. */
  readonly onEmail?: (email: SentEmail) => void | Promise<void>;
  /** Injects a fault for an email. Return undefined to send it normally. */
  readonly sesFault?: (email: Omit<SentEmail, 'messageId'>) => SesFault | undefined;
  /**
   * The time (ISO 8601) at which SES accepts an email, and from which one-time schedules count. @default the
   * time of this machine
   */
  readonly now?: () => string;
  /** Extra environment variables for every function. */
  readonly environment?: Record<string, string>;
  /** Called after each invocation of a function. */
  readonly onInvocation?: (invocation: MeasuredInvocation) => void;
  /** Called with a line for each failure of a function or of the stack itself. */
  readonly report?: (line: string) => void;
  /** Called once, with a sentence, if a part that the service needs stops unexpectedly. */
  readonly onFatalError?: (message: string) => void;
}

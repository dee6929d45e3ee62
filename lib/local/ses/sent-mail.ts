/** A mail that the local SES took. */
export interface SentMail {
  readonly messageId: string;
  readonly to: string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Whole, as it was given to SES. */
  readonly raw: Buffer;
  readonly tags: Record<string, string>;
}

/** What the local SES can be made to do instead of just taking a mail. */
export type SesFault =
  /** Refuse for now: the account's send rate is exceeded. */
  | 'throttle'
  /** Refuse for good: the mail itself is not accepted. */
  | 'reject'
  /** Answer as a service in trouble does. */
  | 'fail'
  /** Take the mail, and break the connection before saying so. */
  | 'accept-unheard'
  /** Break the connection, the mail not taken. */
  | 'break';

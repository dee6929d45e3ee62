/** An email that the local SES accepted. */
export interface SentEmail {
  readonly messageId: string;
  readonly to: string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The whole email, as it was passed to SES. */
  readonly raw: Buffer;
  readonly tags: Record<string, string>;
}

/** A fault that the local SES can inject. */
export type SesFault =
  /** Respond that the account's send rate is exceeded. A retry may succeed. */
  | 'throttle'
  /** Respond that the email isn't acceptable. A retry can't succeed. */
  | 'reject'
  /** Respond with a server error. */
  | 'fail'
  /** Accept the email, and close the connection without a response. */
  | 'accept-then-disconnect'
  /** Close the connection without accepting the email. */
  | 'disconnect';

/** How long (days) a received email is kept as it was sent. */
export const RECEIVED_EMAIL_DAYS = 7;

/** An email that reached the service's address, as far as commands need it. */
export interface ReceivedEmail {
  /** All addresses of all `From` headers. More than one is never authenticated. */
  from: string[];
  /** The addresses of `To`. */
  to: string[];
  /** The envelope's sender; empty for a null sender (RFC 5321, 4.5.5), undefined if it is not known. */
  returnPath?: string;
  subject: string;
  /** What the person wrote and what they quoted, as plain text. */
  text: string;
  messageId?: string;
  /** The messages that it replies to, the nearest first. */
  inReplyTo: string[];
  /** Header fields by name in lower case, each with its values in order. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** The media types of its parts, in lower case, e.g. `text/calendar`. */
  partTypes: readonly string[];
}

/** What came of reading a raw email. */
export type ReadEmail =
  | { outcome: 'read'; email: ReceivedEmail }
  /** Beyond a limit, or nothing that a mail program could have sent. */
  | { outcome: 'unreadable'; why: 'too-large' | 'too-many-parts' | 'too-deep' | 'malformed' };

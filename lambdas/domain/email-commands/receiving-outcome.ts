/**
 * The outcome of a received email. With several commands, it is the outcome of the first.
 *
 * - `confirmation-asked`: the person has to press the button of an email first
 * - `nothing-understood`: no command, or one that is refused; the answer says why
 * - `ignored`: sent by a program, or received before
 * - `rejected`: beyond a limit, not addressed to us, or from an address that the service cannot email
 */
export const RECEIVING_OUTCOMES = [
  'confirmation-asked',
  'followed',
  'unfollowed',
  'listed',
  'paused',
  'resumed',
  'frequency-set',
  'muted',
  'explained',
  'helped',
  'nothing-understood',
  'ignored',
  'rejected',
] as const;
export type ReceivingOutcome = (typeof RECEIVING_OUTCOMES)[number];

/** The outcome of a received email, for the log and for `npx briefwire receive`. */
export interface Receipt {
  outcome: ReceivingOutcome;
  /** The first command that was understood, without what followed it, e.g. `follow`. */
  command?: string;
  /** Why it was ignored or rejected. */
  reason?: string;
  /** Whether an email goes back. */
  replied: boolean;
}

/** What the receiving mail server found out about the sender's domain (RFC 7489, RFC 9989). `gray`: nothing. */
export const DMARC_VERDICTS = ['pass', 'fail', 'gray'] as const;
export type DmarcVerdict = (typeof DMARC_VERDICTS)[number];

/** An email as it arrived. */
export interface IncomingEmail {
  /** As it was sent, RFC 5322 and MIME. */
  raw: Buffer;
  /** Identifies this arrival: a second run has the same, a copy of the email another. */
  arrivalId: string;
  /** From the envelope, if it is known: the sender, empty for a null sender, and our recipients. */
  envelope?: { sender?: string; recipients: string[] };
  dmarc: DmarcVerdict;
  /** The receiving server found spam or a virus. */
  isUnwanted?: boolean;
}

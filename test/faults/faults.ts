/** What can go wrong at a point of a run. */
export const FAULT_KINDS = {
  /** The process ends before the call: neither it nor anything after it happens. */
  'crash-before': 'call',
  /** The process ends after the call took effect. */
  'crash-after': 'call',
  /** SES accepts the email, the process ends, and no event arrives for `ms`. */
  'crash-without-events': 'call',
  /** AWS refuses the call, and each attempt of the SDK to repeat it. */
  throttle: 'call',
  /** The call takes effect, its answer is lost, and the SDK repeats it. */
  'lost-answer': 'call',
  /** Every attempt takes effect, and every answer is lost. */
  'lost-answers': 'call',
  /** The call takes effect after `ms`. */
  delay: 'call',
  /** The process stands still for `ms` before the call. */
  'freeze-before': 'call',
  /** The process stands still for `ms` after the call. */
  'freeze-after': 'call',
  /** An eventually consistent read shows the state of `ms` ago. */
  stale: 'call',
  /** All calls of DynamoDB fail for `ms` after this one. */
  outage: 'call',
  /** The clock of the process is `ms` ahead; behind if negative. */
  skew: 'start',
  /** The queue delivers the message twice. */
  'duplicate-message': 'message',
  /** The queue delivers the message `ms` late. */
  'late-message': 'message',
  /** The queue delivers the message again after `ms`, though it was deleted. */
  'repeated-message': 'message',
  /** Lambda passes the record of the stream twice. */
  'duplicate-record': 'record',
  'late-record': 'record',
  /** The event about an email never arrives. */
  'lost-event': 'event',
  'duplicate-event': 'event',
  'late-event': 'event',
  /** The schedule doesn't invoke its function this time. */
  'lost-tick': 'tick',
  /** The schedule invokes its function twice at once. */
  'double-tick': 'tick',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;
export type PointKind = (typeof FAULT_KINDS)[FaultKind];

/** One thing that goes wrong, at the nth time (from 1) that a point is reached. */
export interface Fault {
  /** For example `deliver UpdateItem StorageDeliveries`. */
  readonly point: string;
  readonly nth: number;
  readonly kind: FaultKind;
  readonly ms: number;
}

/** Says a fault in one line. */
export function describeFault({ point, nth, kind, ms }: Fault): string {
  const duration = ms === 0 ? '' : ` (${ms / 1000} s)`;
  return `${kind}${duration} at ${point}, time ${nth}`;
}

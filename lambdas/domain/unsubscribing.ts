import type { FirstDigest } from './digest-schedule';
import type { Frequency } from './frequency';
import type { Subscriber } from './subscriber';

/** How long (minutes) people can undo that they unsubscribed: the button is on the page that they see next. */
export const UNDO_MINUTES = 15;

/**
 * After this time (ms), what someone unsubscribed from is removed for good. A few minutes later than
 * the last undo, since the clocks of two functions may differ.
 */
export const KEEP_FOR_UNDO_MS = (UNDO_MINUTES + 5) * 60_000;

/** What can be undone: the id of the change, and until when (ISO 8601) nothing is removed for good. */
export interface PendingUndo {
  undoId: string;
  keepUntil: string;
}

/** Without `undoId`, there was nothing that could be restored. `unknown`: there is no such subscriber. */
export type UnsubscribeOutcome = { outcome: 'left'; undoId?: string } | { outcome: 'unknown' };

/** `too-late`: the undo was used, or something has changed since. */
export type RestoreOutcome = 'restored' | 'too-late';

/** Plans the first digest of a frequency for the subscriber; undefined for `instant`. */
export type PlanFirstDigest = (
  subscriber: Subscriber,
  frequency: Frequency,
) => FirstDigest | undefined;

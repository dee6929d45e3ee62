/** How long (minutes) people can take back that they unsubscribed: they see the button at once. */
export const UNDO_MINUTES = 15;

/**
 * After this time (ms), what someone unsubscribed from is removed for good. A few minutes later than
 * the last undo, since the clocks of two functions may differ.
 */
export const KEEP_FOR_UNDO_MS = (UNDO_MINUTES + 5) * 60_000;

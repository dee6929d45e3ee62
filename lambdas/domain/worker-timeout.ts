/** After this time (ms) AWS ends a function that works through a queue. */
export const WORKER_TIMEOUT_MS = 30_000;

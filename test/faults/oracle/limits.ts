export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Work that a fault interrupted is done within this time after the last fault. */
export const MAX_LATENESS_MS = 60 * 60_000;
/** The clock of a process may be this much ahead (ms), so that it finds something due too early. */
export const MAX_SKEW_MS = 30_000;

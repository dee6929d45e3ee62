/** The time, ISO 8601 in UTC: the one place where the service reads a clock. */
export const systemClock = (): string => new Date().toISOString();

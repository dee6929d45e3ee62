/** The current time, ISO 8601 in UTC. No other code in the functions reads a clock. */
export const systemClock = (): string => new Date().toISOString();

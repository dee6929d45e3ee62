/** The current time, ISO 8601 in UTC. Nothing else in the functions reads a clock. */
export const systemClock = (): string => new Date().toISOString();

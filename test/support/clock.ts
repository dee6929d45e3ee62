/** A clock that tests can set. It replaces `adapters/clock` in the journeys. */
let offsetMs = 0;

export const systemClock = (): string => new Date(Date.now() + offsetMs).toISOString();

/** Sets the clock to a time (ISO 8601). It continues to run from there. */
export function setClock(time: string): void {
  offsetMs = Date.parse(time) - Date.now();
}

/** Moves the clock forward. */
export function advanceClock({ days = 0, hours = 0, minutes = 0 }): void {
  offsetMs += ((days * 24 + hours) * 60 + minutes) * 60_000;
}

/** The clock of the journeys: it runs, and can be put on. Stands in for `adapters/clock` there. */
let offsetMs = 0;

export const systemClock = (): string => new Date(Date.now() + offsetMs).toISOString();

/** Puts the clock to a time (ISO 8601), from which it runs on. */
export function travelTo(time: string): void {
  offsetMs = Date.parse(time) - Date.now();
}

/** Puts the clock on by so much. */
export function timePasses({ days = 0, hours = 0, minutes = 0 }): void {
  offsetMs += ((days * 24 + hours) * 60 + minutes) * 60_000;
}

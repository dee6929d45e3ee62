const MINUTE_SECONDS = 60;
const HOUR_MINUTES = 60;

/** How long to wait, rounded up: `in a minute`, `in 12 minutes`, `in 2 hours`. */
export function formatWait(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / MINUTE_SECONDS));
  if (minutes === 1) return 'in a minute';
  if (minutes <= HOUR_MINUTES) return `in ${minutes} minutes`;
  return `in ${Math.ceil(minutes / HOUR_MINUTES)} hours`;
}

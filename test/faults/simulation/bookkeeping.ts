import type { Version } from './tables';

/** Every run of the schedule of digests notes how far it has come. That gives nobody anything to do. */
const BOOKKEEPING_KEY = 'queued-until';

export function isBookkeeping({ key }: Version): boolean {
  return key.includes(BOOKKEEPING_KEY);
}

/** @param text the body of a call that writes. */
export function isBookkeepingCall(text: string): boolean {
  return text.includes(BOOKKEEPING_KEY);
}

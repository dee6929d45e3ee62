import type { Frequency } from '../domain/frequency';

/** How briefings come, as the end of a sentence. */
export const COMES: Record<Frequency, string> = {
  instant: 'as soon as each is published',
  daily: 'in a daily digest',
  weekly: 'in a weekly digest',
};

import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** Whether the number is a whole hour of the day, 0 to 23. */
export function isHour(hour: number): boolean {
  return Number.isInteger(hour) && hour >= 0 && hour <= 23;
}

/** A whole hour of the day (0 to 23); an empty field means `fallback`. */
export function readHour(text: string, fallback: number): ReadField<number> {
  const typed = text.trim();
  if (typed === '') return { outcome: 'read', value: fallback };
  const valid = /^\d{1,2}$/.test(typed) && isHour(Number(typed));
  if (!valid) return refuse('unknownHour');
  return { outcome: 'read', value: Number(typed) };
}

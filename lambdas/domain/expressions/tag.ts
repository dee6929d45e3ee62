import { fold } from '../languages/characters';

/** A tag as it is compared: lower case, without accents, words joined by hyphens. */
export function tagFrom(value: string): string {
  return fold(value.trim()).replace(/\s+/g, '-');
}

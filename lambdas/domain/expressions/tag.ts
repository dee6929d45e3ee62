import { fold } from '../languages/characters';

/** The form in which tags are compared: lower case, without accents, words joined by hyphens. */
export function tagFrom(value: string): string {
  return fold(value.trim()).replace(/\s+/g, '-');
}

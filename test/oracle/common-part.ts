import { fold } from '../../lambdas/domain/languages/characters';

/**
 * The part of the language that PostgreSQL and we both speak. Out of it are our departures on
 * purpose, which docs/expressions.md lists: runs such as `and/or`, hosts and urls, whose inner words
 * we find as well.
 */

/** A dot or slash that joins two words gets a space after it, so that no run is left. */
export function withoutRuns(text: string): string {
  return text
    .replace(/([./@~])(?=[\p{L}\p{N}_.~/])/gu, (mark, _found, at: number) =>
      mark === '.' && isDecimalPoint(text, at) ? mark : `${mark} `,
    )
    .replace(/_/g, ' ');
}

/** Between digits that no letter precedes: `1.5`, and not `RM501.6`, which is read as a file name. */
const isDecimalPoint = (text: string, at: number): boolean =>
  /(?:^|[^\p{L}\p{N}])\d+$/u.test(text.slice(Math.max(0, at - 20), at)) &&
  /\d/.test(text[at + 1] ?? '');

/** What PostgreSQL is given: we fold accents, it does not. */
export function asPostgresReads(text: string): string {
  let plain = '';
  for (const character of text) {
    const lower = fold(character);
    plain += character.toLowerCase() === lower ? character : lower;
  }
  return plain;
}

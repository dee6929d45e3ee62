import { fold } from '../../lambdas/domain/languages/characters';

/**
 * Reduces texts to what PostgreSQL and Briefwire treat alike. It removes our intended differences,
 * which docs/expressions.md lists: we also find the words inside runs such as `and/or`, hosts and URLs.
 */

/** Adds a space after each dot or slash that joins two words, so that no runs remain. */
export function withoutRuns(text: string): string {
  return text
    .replace(/([./@~])(?=[\p{L}\p{N}_.~/])/gu, (mark, _found, at: number) =>
      mark === '.' && isDecimalPoint(text, at) ? mark : `${mark} `,
    )
    .replace(/_/g, ' ');
}

/** True between digits without a letter before them: `1.5`, but not `RM501.6`, which is a file name. */
const isDecimalPoint = (text: string, at: number): boolean =>
  /(?:^|[^\p{L}\p{N}])\d+$/u.test(text.slice(Math.max(0, at - 20), at)) &&
  /\d/.test(text[at + 1] ?? '');

/** The text without accents, which PostgreSQL does not fold. */
export function asPostgresReads(text: string): string {
  let plain = '';
  for (const character of text) {
    const lower = fold(character);
    plain += character.toLowerCase() === lower ? character : lower;
  }
  return plain;
}

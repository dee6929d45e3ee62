import { fold } from '../languages/characters';

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/**
 * Spells the words of printed expressions as a person typed them. Expressions are printed folded: `gaza` for
 * `Gaza`. A word that was typed in two ways is spelled in the first. The meaning stays the same.
 */
export function asTyped(typed: string): (printed: string) => string {
  const typedByFolded = new Map<string, string>();
  for (const [word] of typed.normalize('NFC').matchAll(WORD)) {
    const folded = fold(word);
    if (!typedByFolded.has(folded)) typedByFolded.set(folded, word);
  }
  return (printed) => printed.replace(WORD, (word) => typedByFolded.get(word) ?? word);
}

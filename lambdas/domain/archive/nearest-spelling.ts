import { editDistance } from '../edit-distance';

/** Shorter words have too many neighbours. */
const MIN_LENGTH = 5;
/** A longer word may have two letters wrong. */
const LENGTH_FOR_TWO = 8;

/** The most frequent word that differs from `typed` by a letter or two; undefined if `typed` is a word. */
export function nearestSpelling(
  typed: string,
  briefingsByWord: ReadonlyMap<string, number>,
): string | undefined {
  if (typed.length < MIN_LENGTH || briefingsByWord.has(typed)) return undefined;
  const max = typed.length >= LENGTH_FOR_TWO ? 2 : 1;
  let nearest: { word: string; distance: number; briefings: number } | undefined;
  for (const [word, briefings] of briefingsByWord) {
    if (Math.abs(word.length - typed.length) > max || word[0] !== typed[0]) continue;
    const distance = editDistance(typed, word);
    if (distance > max) continue;
    const isNearer =
      !nearest ||
      distance < nearest.distance ||
      (distance === nearest.distance && briefings > nearest.briefings);
    if (isNearer) nearest = { word, distance, briefings };
  }
  return nearest?.word;
}

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

/** Letters to insert, remove, replace, or swap with the next one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? cost) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** A stream of numbers from 0 up to 1 that a seed decides (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to `most`. */
export const upTo = (random: Random, most: number): number => Math.floor(random() * most);

/** @throws Error when there is nothing to pick from. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[upTo(random, from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
}

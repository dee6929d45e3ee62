/** Returns the next pseudo-random number, from 0 to 1 (exclusive). */
export type Random = () => number;

/** The generator mulberry32: the same seed gives the same numbers. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to `limit` (exclusive). */
export const upTo = (random: Random, limit: number): number => Math.floor(random() * limit);

/** @throws Error if `from` is empty. */
export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[upTo(random, from.length)];
  if (picked === undefined) throw new Error('Cannot pick from an empty list.');
  return picked;
}

/** The list in another order (Fisher and Yates). */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(upTo(random, left.length), 1));
}

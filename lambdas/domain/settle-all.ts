/**
 * As `Promise.all`, but waits for all of them even if one fails. A promise that is still running when a
 * Lambda function answers is frozen with it, and holds up a later request that waits for it.
 */
export async function settleAll<T extends readonly unknown[]>(
  promises: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

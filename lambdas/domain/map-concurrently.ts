/**
 * What `work` returns for each of the items, in their order. At most `maxConcurrent` run at once: each
 * group starts when the one before it has ended.
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  maxConcurrent: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += maxConcurrent) {
    const group = items.slice(start, start + maxConcurrent);
    results.push(...(await Promise.all(group.map(work))));
  }
  return results;
}

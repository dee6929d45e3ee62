import { setImmediate as nextTurn } from 'node:timers/promises';
import { mapConcurrently } from '../../lambdas/domain/map-concurrently';

describe('mapping concurrently', () => {
  it('keeps the order of the items, and runs at most the given number at once', async () => {
    let running = 0;
    let most = 0;
    const doubled = await mapConcurrently([1, 2, 3, 4, 5], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await nextTurn();
      running -= 1;
      return item * 2;
    });
    expect(doubled).toEqual([2, 4, 6, 8, 10]);
    expect(most).toBe(2);
  });

  it('starts no further group after one has failed', async () => {
    const started: number[] = [];
    const work = async (item: number) => {
      started.push(item);
      if (item === 2) throw new Error('refused');
    };
    await expect(mapConcurrently([1, 2, 3], 2, work)).rejects.toThrow('refused');
    expect(started).toEqual([1, 2]);
  });
});

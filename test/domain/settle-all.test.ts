import { settleAll } from '../../lambdas/domain/settle-all';

describe('settling all', () => {
  it('gives every value in order', async () => {
    expect(await settleAll([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('fails only when nothing is running any more', async () => {
    let finished = false;
    const slow = new Promise((resolve) => setImmediate(resolve)).then(() => {
      finished = true;
    });
    await expect(settleAll([Promise.reject(new Error('first')), slow])).rejects.toThrow('first');
    expect(finished).toBe(true);
  });
});

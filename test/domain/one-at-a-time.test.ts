import { setTimeout as sleep } from 'node:timers/promises';
import { OneAtATime } from '../../lambdas/domain/one-at-a-time';

it('works of the same key run one after another, in their order, and others at once', async () => {
  const queue = new OneAtATime();
  const events: string[] = [];
  const work = (name: string, ms: number) => async () => {
    events.push(`${name} starts`);
    await sleep(ms);
    events.push(`${name} ends`);
  };
  await Promise.all([
    queue.run('a', work('a1', 20)),
    queue.run('a', work('a2', 1)),
    queue.run('b', work('b1', 5)),
  ]);
  expect(events).toEqual(['a1 starts', 'b1 starts', 'b1 ends', 'a1 ends', 'a2 starts', 'a2 ends']);
});

it('a work that fails stops none after it', async () => {
  const queue = new OneAtATime();
  const failing = queue.run('a', async () => {
    throw new Error('crash');
  });
  const next = queue.run('a', async () => 'done');
  await expect(failing).rejects.toThrow('crash');
  expect(await next).toBe('done');
});

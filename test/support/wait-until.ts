import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the condition is true. It has no timeout: that of the test applies. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}

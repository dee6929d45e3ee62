import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from './activity';
import type { Poller } from './pollers';

const LOOK_AGAIN_MS = 15;

export interface IdleOptions {
  readonly activity: Activity;
  readonly streams: readonly Poller[];
  /** How many messages lie in each queue that a function works on. */
  readonly waitingMessages: () => Promise<Map<string, number>>;
  /** Milliseconds. */
  readonly patience: number;
}

/**
 * Resolves once nothing is being done and nothing waits to be: nothing ran when a look began,
 * streams and queues were then seen empty, and nothing had begun by the end of the look.
 *
 * @throws Error naming what was left when patience ran out.
 */
export async function untilIdle(options: IdleOptions): Promise<void> {
  const deadline = Date.now() + options.patience;
  while (Date.now() < deadline) {
    if (await isIdle(options, deadline)) return;
    await sleep(LOOK_AGAIN_MS);
  }
  const waiting = [...(await options.waitingMessages())]
    .filter(([, count]) => count > 0)
    .map(([queue, count]) => `${count} in ${queue}`);
  const seconds = options.patience / 1000;
  throw new Error(
    `The local stack was still busy after ${seconds} seconds; messages: ${waiting.join(', ') || 'none'}.`,
  );
}

async function isIdle(
  { activity, streams, waitingMessages }: IdleOptions,
  deadline: number,
): Promise<boolean> {
  if (!activity.isQuiet) return false;
  const { begun } = activity;
  const areQuiet = Promise.all(streams.map((stream) => stream.quiet())).then((): true => true);
  if (!(await withinTime(areQuiet, deadline))) return false;
  const counts = await waitingMessages();
  if ([...counts.values()].some((count) => count > 0)) return false;
  return activity.isQuiet && activity.begun === begun;
}

async function withinTime(done: Promise<true>, deadline: number): Promise<boolean> {
  const ending = new AbortController();
  const { signal } = ending;
  const late = sleep(Math.max(0, deadline - Date.now()), false, { signal }).catch(() => false);
  try {
    return await Promise.race([done, late]);
  } finally {
    ending.abort();
  }
}

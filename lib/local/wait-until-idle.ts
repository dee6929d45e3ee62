import { setTimeout as sleep } from 'node:timers/promises';
import type { Poller } from './poller';
import type { WorkTracker } from './work-tracker';

const CHECK_INTERVAL_MS = 15;

export interface WaitUntilIdleOptions {
  readonly workTracker: WorkTracker;
  readonly streams: readonly Poller[];
  /** The number of messages in each queue that a function reads, by queue name. */
  readonly messageCounts: () => Promise<Map<string, number>>;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Resolves when no work is in progress and none is waiting.
 *
 * @throws Error naming the messages left if the timeout passes first.
 */
export async function waitUntilIdle(options: WaitUntilIdleOptions): Promise<void> {
  const deadline = Date.now() + options.timeout;
  while (Date.now() < deadline) {
    if (await isIdle(options, deadline)) return;
    await sleep(CHECK_INTERVAL_MS);
  }
  const waiting = [...(await options.messageCounts())]
    .filter(([, count]) => count > 0)
    .map(([queue, count]) => `${count} in ${queue}`);
  throw new Error(
    `The local stack was still busy after ${options.timeout / 1000} seconds; ` +
      `messages: ${waiting.join(', ') || 'none'}.`,
  );
}

/** One check isn't atomic, so it counts only if no work started while it ran. */
async function isIdle(
  { workTracker, streams, messageCounts }: WaitUntilIdleOptions,
  deadline: number,
): Promise<boolean> {
  if (!workTracker.isIdle) return false;
  const { started } = workTracker;
  const caughtUp = Promise.all(streams.map((stream) => stream.waitUntilCaughtUp()));
  if (!(await resolvesBefore(deadline, caughtUp))) return false;
  const counts = await messageCounts();
  if ([...counts.values()].some((count) => count > 0)) return false;
  return workTracker.isIdle && workTracker.started === started;
}

async function resolvesBefore(deadline: number, promise: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const { signal } = timer;
  const timeout = sleep(Math.max(0, deadline - Date.now()), false, { signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), timeout]);
  } finally {
    timer.abort();
  }
}

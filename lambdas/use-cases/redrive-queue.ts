export interface RedriveQueueDependencies {
  /** The queues of the stage; `canRedrive` says whether their dead letters are work. */
  queues: { name: string; canRedrive: boolean }[];
  /** Moves up to ten dead letters back to the queue, and returns how many. */
  moveBatch: (name: string) => Promise<number>;
}

export type RedriveOutcome =
  /** `moved` is 0 when the dead-letter queue is empty. */
  { outcome: 'redriven'; queue: string; moved: number } | { outcome: 'refused'; reason: string };

/** Batches of ten per call. A batch takes up to two seconds, and the API replies within 28. */
const MAX_BATCHES_PER_CALL = 10;

/**
 * Moves dead letters back to their queue, up to a hundred per call. A message that is moved twice is
 * processed twice, which is harmless.
 */
export function redriveQueue({ queues, moveBatch }: RedriveQueueDependencies) {
  return async (name: string): Promise<RedriveOutcome> => {
    const queue = queues.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
    if (queue === undefined) {
      const names = queues.map((each) => each.name).join(', ');
      return { outcome: 'refused', reason: `There is no such queue. Name one of: ${names}.` };
    }
    if (!queue.canRedrive) {
      const reason = `The dead letters of ${queue.name} can't be processed again. What to do: docs/operating.md#${queue.name.toLowerCase()}deadletters.`;
      return { outcome: 'refused', reason };
    }
    let moved = 0;
    for (let batch = 0; batch < MAX_BATCHES_PER_CALL; batch += 1) {
      const count = await moveBatch(queue.name);
      if (count === 0) break;
      moved += count;
    }
    return { outcome: 'redriven', queue: queue.name, moved };
  };
}

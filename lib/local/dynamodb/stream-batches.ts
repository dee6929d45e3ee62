/** The result of invoking a function with a batch. */
export type BatchOutcome =
  | { outcome: 'succeeded' }
  /** The index of the first record that failed. That record and all after it are retried. */
  | { outcome: 'failed-from'; index: number }
  | { outcome: 'failed' };

export interface StreamBatchOptions<T> {
  readonly batchSize: number;
  readonly maximumRetryAttempts: number;
  readonly invoke: (records: readonly T[]) => Promise<BatchOutcome>;
  /** Called with the records that are discarded after the last attempt. */
  readonly discard: (records: readonly T[], attempts: number) => Promise<void>;
  /** Waits before a retry, the first having number 1. Throws to stop everything. */
  readonly waitBeforeRetry: (attempt: number) => Promise<void>;
}

/**
 * Passes records to a function in order, batch by batch, the way Lambda reads a stream. A failed
 * batch is split in half to find the record that fails. That record is retried, which holds up all
 * records after it, and discarded after the last attempt.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export async function processInBatches<T>(
  records: readonly T[],
  options: StreamBatchOptions<T>,
): Promise<void> {
  for (let start = 0; start < records.length; start += options.batchSize) {
    await processBatch(records.slice(start, start + options.batchSize), 0, options);
  }
}

async function processBatch<T>(
  records: readonly T[],
  attempts: number,
  options: StreamBatchOptions<T>,
): Promise<void> {
  const result = await options.invoke(records);
  if (result.outcome === 'succeeded') return;
  const index = result.outcome === 'failed-from' ? result.index : 0;
  const remaining = records.slice(index);
  // After progress the remaining records are a new batch, with all its attempts left.
  const used = index > 0 ? 0 : attempts;
  if (remaining.length > 1) {
    await options.waitBeforeRetry(used + 1);
    // "Splitting a batch does not count towards the retry quota."
    const middle = Math.ceil(remaining.length / 2);
    await processBatch(remaining.slice(0, middle), used, options);
    await processBatch(remaining.slice(middle), used, options);
    return;
  }
  if (used >= options.maximumRetryAttempts) {
    await options.discard(remaining, used + 1);
    return;
  }
  await options.waitBeforeRetry(used + 1);
  await processBatch(remaining, used + 1, options);
}

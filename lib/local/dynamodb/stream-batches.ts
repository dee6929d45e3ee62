/** What came of giving a batch to a function. */
export type BatchOutcome =
  | { outcome: 'done' }
  /** Index of the first record that failed: it and all after it come again. */
  | { outcome: 'failed-from'; index: number }
  | { outcome: 'failed' };

export interface StreamBatchRules<T> {
  readonly batchSize: number;
  /** -1 means without end. */
  readonly maximumRetryAttempts: number;
  readonly bisectsBatchOnError: boolean;
  readonly invoke: (records: readonly T[]) => Promise<BatchOutcome>;
  /** Told of the records that are given up after the last attempt. */
  readonly giveUp: (records: readonly T[], attempts: number) => Promise<void>;
  /** Waits before the attempt of that number, from 1; throws to end everything. */
  readonly pauseBefore: (attempt: number) => Promise<void>;
}

/**
 * Gives records to a function in order, batch after batch, the way Lambda reads a stream: a failed
 * batch is tried again and holds up what follows, is halved to find the record at fault, and is
 * given up after the last attempt.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export async function processInBatches<T>(
  records: readonly T[],
  rules: StreamBatchRules<T>,
): Promise<void> {
  for (let start = 0; start < records.length; start += rules.batchSize) {
    await processBatch(records.slice(start, start + rules.batchSize), 0, rules);
  }
}

async function processBatch<T>(
  records: readonly T[],
  attempts: number,
  rules: StreamBatchRules<T>,
): Promise<void> {
  if (records.length === 0) return;
  const result = await rules.invoke(records);
  if (result.outcome === 'done') return;
  const index = result.outcome === 'failed-from' ? result.index : 0;
  const remaining = records.slice(index);
  // What was done counts: the rest is a new batch, with all its attempts before it.
  const used = index > 0 ? 0 : attempts;
  if (rules.bisectsBatchOnError && remaining.length > 1) {
    await rules.pauseBefore(used + 1);
    // "Splitting a batch does not count towards the retry quota."
    const middle = Math.ceil(remaining.length / 2);
    await processBatch(remaining.slice(0, middle), used, rules);
    await processBatch(remaining.slice(middle), used, rules);
    return;
  }
  if (rules.maximumRetryAttempts >= 0 && used >= rules.maximumRetryAttempts) {
    await rules.giveUp(remaining, used + 1);
    return;
  }
  await rules.pauseBefore(used + 1);
  await processBatch(remaining, used + 1, rules);
}

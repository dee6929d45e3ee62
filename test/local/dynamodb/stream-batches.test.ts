import {
  type BatchOutcome,
  processInBatches,
  type StreamBatchOptions,
} from '../../../lib/local/dynamodb/stream-batches';

/** Passes the records 1 to `count` to a function, and returns what happened. */
async function run(
  count: number,
  invoke: (records: readonly number[]) => BatchOutcome,
  rules: Partial<StreamBatchOptions<number>> = {},
) {
  const invocations: (readonly number[])[] = [];
  const discarded: (readonly number[])[] = [];
  await processInBatches(
    Array.from({ length: count }, (_, index) => index + 1),
    {
      batchSize: 10,
      maximumRetryAttempts: 2,
      invoke: async (records) => {
        invocations.push(records);
        return invoke(records);
      },
      discard: async (records) => {
        discarded.push(records);
      },
      waitBeforeRetry: async () => {},
      ...rules,
    },
  );
  return { invocations, discarded };
}

const succeeded: BatchOutcome = { outcome: 'succeeded' };
const failed: BatchOutcome = { outcome: 'failed' };

/** Fails at record 3 every time, and reports it. */
const failsAtThree = (records: readonly number[]): BatchOutcome =>
  records.includes(3) ? { outcome: 'failed-from', index: records.indexOf(3) } : succeeded;

describe('passing stream records to a function', () => {
  it('respects the batch size and the order', async () => {
    const { invocations } = await run(5, () => succeeded, { batchSize: 2 });
    expect(invocations).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('retries a record as often as declared, then discards it and continues', async () => {
    const fails = (records: readonly number[]) => (records.includes(1) ? failed : succeeded);
    const { invocations, discarded } = await run(2, fails, { batchSize: 1 });
    expect(invocations).toEqual([[1], [1], [1], [2]]);
    expect(discarded).toEqual([[1]]);
  });

  it('continues from the record that the function reported', async () => {
    let hasFailed = false;
    const failsOnce = (records: readonly number[]) => {
      if (hasFailed) return succeeded;
      hasFailed = true;
      return failsAtThree(records);
    };
    const { invocations } = await run(4, failsOnce);
    expect(invocations).toEqual([[1, 2, 3, 4], [3], [4]]);
  });

  it('splits a failed batch until the failing record is on its own', async () => {
    const { invocations, discarded } = await run(4, (records) =>
      records.includes(3) ? failed : succeeded,
    );
    expect(discarded).toEqual([[3]]);
    expect(invocations).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [3], [4]]);
  });

  it('discards only the record that the function reports every time', async () => {
    const { discarded } = await run(5, failsAtThree);
    expect(discarded).toEqual([[3]]);
  });

  it('waits before each retry', async () => {
    const attempts: number[] = [];
    const waitBeforeRetry = async (attempt: number) => void attempts.push(attempt);
    await run(1, () => failed, { waitBeforeRetry });
    expect(attempts).toEqual([1, 2]);
  });
});

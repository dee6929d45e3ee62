import {
  type BatchOutcome,
  processInBatches,
  type StreamBatchRules,
} from '../../../lib/local/dynamodb/stream-batches';

/** Gives the records 1 to `count` to a function that answers as told; remembers what happened. */
async function run(
  count: number,
  invoke: (records: readonly number[]) => BatchOutcome,
  rules: Partial<StreamBatchRules<number>> = {},
) {
  const invocations: (readonly number[])[] = [];
  const givenUp: (readonly number[])[] = [];
  await processInBatches(
    Array.from({ length: count }, (_, index) => index + 1),
    {
      batchSize: 10,
      maximumRetryAttempts: 2,
      bisectsBatchOnError: false,
      invoke: async (records) => {
        invocations.push(records);
        return invoke(records);
      },
      giveUp: async (records) => {
        givenUp.push(records);
      },
      pauseBefore: async () => {},
      ...rules,
    },
  );
  return { invocations, givenUp };
}

const done: BatchOutcome = { outcome: 'done' };
const failed: BatchOutcome = { outcome: 'failed' };

/** Fails at the record 3 for good, and says so. */
const failsAtThree = (records: readonly number[]): BatchOutcome =>
  records.includes(3) ? { outcome: 'failed-from', index: records.indexOf(3) } : done;

describe('giving a stream’s records to a function', () => {
  it('keeps to the batch size and to the order', async () => {
    const { invocations } = await run(5, () => done, { batchSize: 2 });
    expect(invocations).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('tries a failed batch again as often as declared, then gives it up and goes on', async () => {
    const fails = (records: readonly number[]) => (records.includes(1) ? failed : done);
    const { invocations, givenUp } = await run(3, fails, { batchSize: 2 });
    expect(invocations).toEqual([[1, 2], [1, 2], [1, 2], [3]]);
    expect(givenUp).toEqual([[1, 2]]);
  });

  it('goes on from the record that the function named', async () => {
    let hasFailed = false;
    const failsOnce = (records: readonly number[]) => {
      if (hasFailed) return done;
      hasFailed = true;
      return failsAtThree(records);
    };
    const { invocations } = await run(4, failsOnce);
    expect(invocations).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  it('halves a failed batch until the record at fault stands alone', async () => {
    const { invocations, givenUp } = await run(
      4,
      (records) => (records.includes(3) ? failed : done),
      {
        bisectsBatchOnError: true,
      },
    );
    expect(givenUp).toEqual([[3]]);
    expect(invocations).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [3], [4]]);
  });

  it('gives up only the record that the function names again and again', async () => {
    const { givenUp } = await run(5, failsAtThree, { bisectsBatchOnError: true });
    expect(givenUp).toEqual([[3]]);
  });

  it('waits before each further attempt', async () => {
    const attempts: number[] = [];
    const pauseBefore = async (attempt: number) => void attempts.push(attempt);
    await run(1, () => failed, { pauseBefore });
    expect(attempts).toEqual([1, 2]);
  });
});

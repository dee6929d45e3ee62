import type { LocalFunction } from '../../../lib/local/functions/local-function';
import { QueuePoller } from '../../../lib/local/sqs/queue-poller';
import type { LocalSqsClient } from '../../../lib/local/sqs/sqs-client';
import { WorkTracker } from '../../../lib/local/work-tracker';

/** Polls a queue that returns these numbers of messages, one after another, and then nothing. */
async function poll(received: number[], source: { batchSize: number; batchingWindowMs: number }) {
  const answers = [...received];
  const requested: number[] = [];
  const deleted: number[] = [];
  let total = 0;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const call = async (name: string, input: Record<string, unknown>, signal?: AbortSignal) => {
    if (name === 'DeleteMessageBatch') {
      deleted.push((input.Entries as unknown[]).length);
      if (deleted.reduce((sum, count) => sum + count, 0) === total) finish();
      return {};
    }
    const count = answers.shift();
    if (count === undefined && input.WaitTimeSeconds !== 0 && !signal?.aborted) {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    }
    requested.push(Number(input.MaxNumberOfMessages));
    const Messages = Array.from({ length: count ?? 0 }, () => {
      total += 1;
      return { MessageId: `m-${total}`, ReceiptHandle: `r-${total}`, Body: '{}' };
    });
    return { Messages };
  };
  const batches: number[] = [];
  const invoke = async ({ Records }: { Records: unknown[] }) => {
    batches.push(Records.length);
    return { outcome: 'succeeded', result: { batchItemFailures: [] } };
  };
  const poller = new QueuePoller({
    source: { sourceArn: 'queue', functionArn: 'function', maximumConcurrency: 1, ...source },
    queueUrl: 'http://localhost/queue',
    fn: { name: 'work', invoke } as unknown as LocalFunction,
    sqs: { call } as unknown as LocalSqsClient,
    workTracker: new WorkTracker(),
    retryDelayMs: 0,
    report: (line) => {
      throw new Error(line);
    },
  });
  await finished;
  await poller.stop();
  return { batches, requested, deleted };
}

describe('a poller', () => {
  it('gathers messages within the batching window, ten with each call, until there are no more', async () => {
    const polled = await poll([1, 10, 3, 0], { batchSize: 100, batchingWindowMs: 1 });
    expect(polled.batches).toEqual([14]);
    expect(polled.requested.slice(0, 4)).toEqual([10, 10, 10, 10]);
    expect(polled.deleted).toEqual([10, 4]);
  });

  it('makes no batch larger than declared', async () => {
    const polled = await poll([10, 2, 1], { batchSize: 12, batchingWindowMs: 1 });
    expect(polled.batches).toEqual([12, 1]);
    expect(polled.requested[1]).toBe(2);
  });

  it('passes on at once what it receives if there is no window', async () => {
    const polled = await poll([1, 3], { batchSize: 10, batchingWindowMs: 0 });
    expect(polled.batches).toEqual([1, 3]);
  });
});

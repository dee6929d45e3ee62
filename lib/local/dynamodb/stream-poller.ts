import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import type { LocalFunction } from '../functions/local-function';
import { CaughtUpWaiters, type Poller } from '../poller';
import type { StreamEventSource } from '../template/event-sources';
import type { WorkTracker } from '../work-tracker';
import { batchOutcomeOf } from './batch-outcome';
import { createFailureRecord } from './failure-destination';
import type { ShardReader } from './shard-reader';
import { processInBatches, type StreamBatchOptions } from './stream-batches';
import { toLambdaRecord } from './stream-events';

/** Short, because a subscriber waits for their alert. DynamoDB Local takes about 3 ms to answer. */
const POLL_INTERVAL_MS = 60;
const ERROR_DELAY_MS = 500;
const BASE_RETRY_DELAY_MS = 100;
const MAX_RETRY_DELAY_MS = 5_000;

export interface StreamPollerOptions {
  readonly source: StreamEventSource;
  readonly shards: ShardReader;
  readonly fn: LocalFunction;
  readonly workTracker: WorkTracker;
  /** Sends a message to the queue with this ARN. */
  readonly sendTo: (queueArn: string, body: string) => Promise<void>;
  /** Called after each read, so that a restart continues there. */
  readonly savePositions: () => Promise<void>;
  /** Replaces the delays, which grow from 0.1 to 5 seconds. */
  readonly retryDelayMs: number | undefined;
  readonly report: (line: string) => void;
}

/** Invokes a function with the records of a table's stream, as its event source mapping declares. */
export function pollStream(options: StreamPollerOptions): Poller {
  const { workTracker, shards, report } = options;
  const stopping = new AbortController();
  const waiters = new CaughtUpWaiters();

  async function poll(): Promise<void> {
    const number = waiters.beginPoll();
    const found = await shards.read((records, shardId) =>
      workTracker.track(() => processRecords(records, shardId, options, stopping.signal)),
    );
    if (found) {
      await options.savePositions();
      return;
    }
    waiters.foundNothing(number);
    await sleep(POLL_INTERVAL_MS, undefined, { signal: stopping.signal });
  }

  async function pollUntilStopped(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await poll();
      } catch (error) {
        if (stopping.signal.aborted) return;
        report(`Reading a table's stream failed: ${error}`);
        shards.resetIterators();
        await sleep(ERROR_DELAY_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  const polling = pollUntilStopped();
  return {
    waitUntilCaughtUp: () => waiters.wait(),
    stop: async () => {
      stopping.abort();
      await polling;
      waiters.resolveAll();
    },
  };
}

async function processRecords(
  records: _Record[],
  shardId: string,
  options: StreamPollerOptions,
  signal: AbortSignal,
): Promise<void> {
  const { source } = options;
  const matching = records
    .map((record) => toLambdaRecord(record, source.sourceArn))
    .filter((record) => matchesFilters(record, source));
  const batchOptions = createBatchOptions(shardId, options, signal);
  const partitions = partitionByItem(matching, source.parallelizationFactor);
  await Promise.all(partitions.map((partition) => processInBatches(partition, batchOptions)));
}

function matchesFilters(record: DynamoDBRecord, { filters }: StreamEventSource): boolean {
  return filters.length === 0 || filters.some((matches) => matches(record));
}

/** Batches may run concurrently as long as the changes of one item stay in order. */
function partitionByItem(records: DynamoDBRecord[], count: number): DynamoDBRecord[][] {
  const partitions: DynamoDBRecord[][] = Array.from({ length: count }, () => []);
  for (const record of records) {
    const keys = JSON.stringify(record.dynamodb?.Keys);
    const partition = createHash('md5').update(keys).digest().readUInt32BE(0) % count;
    partitions[partition]?.push(record);
  }
  return partitions;
}

function createBatchOptions(
  shardId: string,
  { source, fn, sendTo, retryDelayMs, report }: StreamPollerOptions,
  signal: AbortSignal,
): StreamBatchOptions<DynamoDBRecord> {
  return {
    batchSize: source.batchSize,
    maximumRetryAttempts: source.maximumRetryAttempts,
    invoke: async (records) => batchOutcomeOf(await fn.invoke({ Records: records }), records),
    discard: async (records, attempts) => {
      report(`${fn.name}: discarded ${records.length} stream records after ${attempts} attempts.`);
      const failure = createFailureRecord({ records, shardId, attempts, source });
      await sendTo(source.onFailureArn, JSON.stringify(failure));
    },
    waitBeforeRetry: async (attempt) => {
      const delay = Math.min(BASE_RETRY_DELAY_MS * 2 ** (attempt - 1), MAX_RETRY_DELAY_MS);
      await sleep(retryDelayMs ?? delay, undefined, { signal });
    },
  };
}

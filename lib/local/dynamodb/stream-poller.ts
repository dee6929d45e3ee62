import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Activity } from '../activity';
import type { DeclaredStreamSource } from '../declared/event-sources';
import type { LocalFunction } from '../functions/local-function';
import { type Poller, QuietWaiters } from '../pollers';
import type { ShardReader } from './shards';
import { processInBatches, type StreamBatchRules } from './stream-batches';
import { toLambdaRecord } from './stream-events';
import { failureNotice } from './stream-failure';
import { outcomeOfInvocation } from './stream-outcome';

/** Short, because a subscriber waits for their alert; DynamoDB Local takes about 3 ms to answer. */
const IDLE_PAUSE_MS = 60;
const PAUSE_AFTER_ERROR_MS = 500;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

export interface StreamPollerOptions {
  readonly source: DeclaredStreamSource;
  readonly shards: ShardReader;
  readonly fn: LocalFunction;
  readonly activity: Activity;
  /** Puts a text into the queue of that ARN. */
  readonly sendTo: (queueArn: string, body: string) => Promise<void>;
  /** Called after each batch, so that a restart goes on from there. */
  readonly savePositions: () => Promise<void>;
  /** Instead of pauses that grow from 0.1 to 5 seconds. */
  readonly retryDelayMs: number | undefined;
  readonly report: (line: string) => void;
}

/** Feeds a function from a table's stream, as its event source mapping declares. */
export function pollStream(options: StreamPollerOptions): Poller {
  const { activity, shards, report } = options;
  const ending = new AbortController();
  const waiters = new QuietWaiters();

  async function look(): Promise<void> {
    const number = waiters.beginLook();
    const found = await shards.read((records, shardId) =>
      activity.during(() => processRecords(records, shardId, options, ending.signal)),
    );
    if (found) {
      await options.savePositions();
      return;
    }
    waiters.foundNothing(number);
    await sleep(IDLE_PAUSE_MS, undefined, { signal: ending.signal });
  }

  async function poll(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await look();
      } catch (error) {
        if (ending.signal.aborted) return;
        report(`Reading a table's stream failed: ${error}`);
        shards.forgetIterators();
        await sleep(PAUSE_AFTER_ERROR_MS, undefined, { signal: ending.signal }).catch(() => {});
      }
    }
  }

  const polling = poll();
  return {
    quiet: () => waiters.next(),
    stop: async () => {
      ending.abort();
      await polling;
      waiters.wakeAll();
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
  const wanted = records
    .map((record) => toLambdaRecord(record, source.sourceArn))
    .filter((record) => isWanted(record, source));
  const rules = batchRules(shardId, options, signal);
  const lanes = lanesByItem(wanted, source.parallelizationFactor);
  await Promise.all(lanes.map((lane) => processInBatches(lane, rules)));
}

function isWanted(record: DynamoDBRecord, { filters }: DeclaredStreamSource): boolean {
  return filters.length === 0 || filters.some((meets) => meets(record));
}

/** Batches may run beside each other as long as the changes of one item stay in order. */
function lanesByItem(records: DynamoDBRecord[], count: number): DynamoDBRecord[][] {
  const lanes: DynamoDBRecord[][] = Array.from({ length: count }, () => []);
  for (const record of records) {
    const keys = JSON.stringify(record.dynamodb?.Keys);
    const lane = createHash('md5').update(keys).digest().readUInt32BE(0) % count;
    lanes[lane]?.push(record);
  }
  return lanes;
}

function batchRules(
  shardId: string,
  { source, fn, sendTo, retryDelayMs, report }: StreamPollerOptions,
  signal: AbortSignal,
): StreamBatchRules<DynamoDBRecord> {
  return {
    batchSize: source.batchSize,
    maximumRetryAttempts: source.maximumRetryAttempts,
    bisectsBatchOnError: source.bisectsBatchOnError,
    invoke: async (records) => {
      const result = await fn.invoke({ Records: records });
      return outcomeOfInvocation(result, records, source.reportsBatchItemFailures);
    },
    giveUp: async (records, attempts) => {
      report(`${fn.name}: ${records.length} stream records were given up after ${attempts} tries.`);
      if (source.onFailureArn === undefined) return;
      const notice = failureNotice({ records, shardId, attempts, source });
      await sendTo(source.onFailureArn, JSON.stringify(notice));
    },
    pauseBefore: async (attempt) => {
      const growing = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
      await sleep(retryDelayMs ?? growing, undefined, { signal });
    },
  };
}

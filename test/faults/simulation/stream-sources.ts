import type { DynamoDBRecord } from 'aws-lambda';
import { failedItems } from '../../../lib/local/functions/batch-item-failures';
import type { StreamEventSource } from '../../../lib/local/template/event-sources';
import type { StackDefinition } from '../../../lib/local/template/parse-template';
import { REGION, streamArn } from '../../../lib/local/template/references';
import type { Functions } from './functions';
import type { Points } from './points';
import type { Random } from './random';
import { readable } from './readable';
import type { StoredItem, Version } from './tables';
import type { Timeline } from './timeline';

/** The records of one key for one function, which come in order. */
interface Lane {
  readonly source: StreamEventSource;
  readonly records: { record: DynamoDBRecord; availableAt: number }[];
  isRunning: boolean;
  attempts: number;
  limit: number;
}

/** The streams of the tables, and the functions that read them. */
export class StreamSources {
  private readonly lanes = new Map<string, Lane>();
  private sequence = 0;

  constructor(
    private readonly definition: StackDefinition,
    private readonly timeline: Timeline,
    private readonly random: Random,
    private readonly points: Points,
    private readonly functions: Functions,
    private readonly addDeadLetter: (queueArn: string, body: string) => void,
  ) {}

  /** Adds the record of a change to the stream of its table, if it has one. */
  add(version: Version, former: StoredItem | undefined): void {
    const { eventSources, tables } = this.definition;
    const table = tables.find(({ TableName }) => TableName === version.table);
    if (table?.StreamSpecification === undefined) return;
    const arn = streamArn(version.table);
    this.sequence += 1;
    const key = version.image ?? former ?? {};
    const record: DynamoDBRecord = {
      eventID: `event-${this.sequence}`,
      eventName:
        version.image === undefined ? 'REMOVE' : former === undefined ? 'INSERT' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      eventSourceARN: arn,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(this.timeline.now / 1000),
        Keys: Object.fromEntries(
          table.KeySchema.map(({ AttributeName }) => [AttributeName, key[AttributeName]]),
        ) as never,
        ...(version.image === undefined ? {} : { NewImage: version.image as never }),
        SequenceNumber: String(100000000000000000000n + BigInt(this.sequence)),
        StreamViewType: 'NEW_IMAGE',
      },
    };
    for (const source of eventSources.streams) {
      if (source.sourceArn !== arn) continue;
      if (source.filters.length > 0 && !source.filters.some((matches) => matches(record))) continue;
      this.addToLane(source, version.key, record);
    }
  }

  /** What can happen next: a function gets records. */
  ready(): (() => void)[] {
    const { now } = this.timeline;
    return [...this.lanes.values()]
      .filter(({ isRunning, records: [first] }) => !isRunning && first && first.availableAt <= now)
      .map((lane) => () => this.read(lane));
  }

  /** When the next record of each lane is available. */
  times(): number[] {
    return [...this.lanes.values()].flatMap(({ isRunning, records: [first] }) =>
      isRunning || first === undefined ? [] : [first.availableAt],
    );
  }

  private addToLane(source: StreamEventSource, key: string, record: DynamoDBRecord): void {
    const id = `${source.functionArn} ${key}`;
    const lane = this.lanes.get(id) ?? newLane(source);
    this.lanes.set(id, lane);
    const { points, timeline } = this;
    const table = readable(source.sourceArn.split('/')[1] ?? '');
    const fault = points.reach(`record ${table}`, 'record');
    if (fault) points.strike(fault);
    const lateMs = fault?.kind === 'late-record' ? fault.ms : 0;
    const delay = this.random.between(100, 1_500) + lateMs;
    const entry = { record, availableAt: timeline.now + delay };
    lane.records.push(entry);
    if (fault?.kind === 'duplicate-record') lane.records.push({ ...entry });
  }

  private read(lane: Lane): void {
    const { source } = lane;
    const { now } = this.timeline;
    const available = lane.records.filter(({ availableAt }) => availableAt <= now);
    const batch = available.slice(0, Math.min(source.batchSize, lane.limit));
    lane.isRunning = true;
    const fn = this.functions.withArn(source.functionArn);
    const Records = batch.map(({ record }) => record);
    this.functions.invoke(fn, { Records }, (outcome) => {
      lane.isRunning = false;
      const done = outcome.outcome === 'failed' ? 0 : processedOf(outcome.result, Records);
      lane.records.splice(0, done);
      if (done < batch.length) this.retry(lane, batch.length - done, done > 0);
      else {
        lane.attempts = 0;
        lane.limit = source.batchSize;
      }
    });
  }

  /** Halves the batch that failed, as Lambda does, and gives up a single record that keeps failing. */
  private retry(lane: Lane, left: number, hasProgressed: boolean): void {
    const { source } = lane;
    if (hasProgressed) lane.attempts = 0;
    lane.limit = Math.max(1, Math.ceil(left / 2));
    if (left === 1) lane.attempts += 1;
    const retryAt = this.timeline.now + Math.min(1_000 * 2 ** lane.attempts, 60_000);
    for (const entry of lane.records) entry.availableAt = Math.max(entry.availableAt, retryAt);
    if (lane.attempts <= source.maximumRetryAttempts) return;
    lane.records.shift();
    lane.attempts = 0;
    this.addDeadLetter(source.onFailureArn, 'discarded stream records');
  }
}

function newLane(source: StreamEventSource): Lane {
  return { source, records: [], isRunning: false, attempts: 0, limit: source.batchSize };
}

/** How many records at the start of a batch were processed. */
function processedOf(result: unknown, records: readonly DynamoDBRecord[]): number {
  const failed = failedItems(result);
  if (failed === 'all') return 0;
  const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  const indexes = failed.map((identifier) => numbers.indexOf(identifier));
  return Math.min(records.length, ...indexes.map((index) => Math.max(0, index)));
}

import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

/** How far each shard was read, by shard id: the sequence number of its last record, or its end. */
export type ShardPositions = Record<string, string>;

/** The position of a closed shard that was read to its end. */
const FINISHED = 'finished';

/** The maximum of the API. */
const MAX_RECORDS_PER_CALL = 1000;

/** Reads a stream's shards in order, parents first, each from its stored position. */
export class ShardReader {
  private readonly iterators = new Map<string, string>();
  /** Shards whose position refers to a record that has expired. */
  private readonly trimmed = new Set<string>();
  private shards: Shard[] = [];

  constructor(
    private readonly client: DynamoDBStreamsClient,
    private readonly streamArn: string,
    readonly positions: ShardPositions,
  ) {}

  /**
   * Passes each shard's new records to `process`, and stores their position when it resolves.
   *
   * @returns whether there were any records, or may be some.
   */
  async read(process: (records: _Record[], shardId: string) => Promise<void>): Promise<boolean> {
    if (this.readableShards().length === 0) await this.loadShards();
    let found = false;
    for (const { ShardId = '' } of this.readableShards()) {
      const response = await this.getRecords(ShardId);
      if (response === 'iterator expired') {
        // The shard wasn't read, so it may have records.
        found = true;
        continue;
      }
      const records = (response.Records ?? []).filter((record) => this.isNew(record, ShardId));
      if (records.length > 0) {
        found = true;
        await process(records, ShardId);
      }
      this.advance(ShardId, records, response.NextShardIterator);
    }
    return found;
  }

  /** Call this after an error: the next read gets new iterators from the stored positions. */
  resetIterators(): void {
    this.iterators.clear();
  }

  private async getRecords(shardId: string): Promise<GetRecordsCommandOutput | 'iterator expired'> {
    try {
      const ShardIterator = await this.iteratorOf(shardId);
      return await this.client.send(
        new GetRecordsCommand({ ShardIterator, Limit: MAX_RECORDS_PER_CALL }),
      );
    } catch (error) {
      // Iterators expire after 15 minutes, and the records at one may have expired by then.
      const isTrimmed = error instanceof TrimmedDataAccessException;
      if (!isTrimmed && !(error instanceof ExpiredIteratorException)) throw error;
      this.iterators.delete(shardId);
      if (isTrimmed) this.trimmed.add(shardId);
      return 'iterator expired';
    }
  }

  /** A shard that is read from its oldest record returns records that were processed before. */
  private isNew({ dynamodb }: _Record, shardId: string): boolean {
    const position = this.positions[shardId];
    const number = dynamodb?.SequenceNumber;
    return position === undefined || number === undefined || BigInt(number) > BigInt(position);
  }

  private advance(shardId: string, records: _Record[], next: string | undefined): void {
    const last = records.at(-1)?.dynamodb?.SequenceNumber;
    if (last !== undefined) this.positions[shardId] = last;
    if (next !== undefined) {
      this.iterators.set(shardId, next);
      return;
    }
    this.iterators.delete(shardId);
    this.positions[shardId] = FINISHED;
  }

  /** A shard is read after its parent is finished, so that the changes of an item stay in order. */
  private readableShards(): Shard[] {
    const ids = new Set(this.shards.map(({ ShardId }) => ShardId));
    return this.shards.filter(({ ShardId = '', ParentShardId }) => {
      if (this.positions[ShardId] === FINISHED) return false;
      const hasParent = ParentShardId !== undefined && ids.has(ParentShardId);
      return !hasParent || this.positions[ParentShardId] === FINISHED;
    });
  }

  private async loadShards(): Promise<void> {
    this.shards = [];
    let lastShardId: string | undefined;
    do {
      const { StreamDescription } = await this.client.send(
        new DescribeStreamCommand({
          StreamArn: this.streamArn,
          ExclusiveStartShardId: lastShardId,
        }),
      );
      this.shards.push(...(StreamDescription?.Shards ?? []));
      lastShardId = StreamDescription?.LastEvaluatedShardId;
    } while (lastShardId !== undefined);
  }

  private async iteratorOf(shardId: string): Promise<string> {
    const existing = this.iterators.get(shardId);
    if (existing !== undefined) return existing;
    const position = this.trimmed.delete(shardId) ? undefined : this.positions[shardId];
    const { ShardIterator } = await this.client.send(
      new GetShardIteratorCommand({
        StreamArn: this.streamArn,
        ShardId: shardId,
        ...(position === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position }),
      }),
    );
    if (ShardIterator === undefined) throw new Error(`The shard ${shardId} can't be read.`);
    this.iterators.set(shardId, ShardIterator);
    return ShardIterator;
  }
}

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

/** How far each shard was read, by its id: the sequence number of the last record, or its end. */
export type ShardPositions = Record<string, string>;

/** The position of a shard that is closed and read to its end. */
const FINISHED = 'finished';

/** Records a call; the most that the API gives. */
const LIMIT = 1000;

/** Reads a stream's shards in order, parents first, each from where it was left. */
export class ShardReader {
  private readonly iterators = new Map<string, string>();
  /** Shards whose position points to a record that is gone. */
  private readonly trimmed = new Set<string>();
  private known: Shard[] = [];

  constructor(
    private readonly client: DynamoDBStreamsClient,
    private readonly streamArn: string,
    private readonly startingPosition: 'TRIM_HORIZON' | 'LATEST',
    readonly positions: ShardPositions,
  ) {}

  /** Finds the shards; those there are at the start are read from the starting position. */
  async open(): Promise<void> {
    await this.describe();
    for (const { ShardId = '' } of this.readable()) {
      await this.iteratorOf(ShardId, this.startingPosition);
    }
  }

  /**
   * Hands each shard's new records to `process`, and remembers that they were read once it is done.
   *
   * @returns whether there were any, or may be.
   */
  async read(process: (records: _Record[], shardId: string) => Promise<void>): Promise<boolean> {
    if (this.readable().length === 0) await this.describe();
    let found = false;
    for (const { ShardId = '' } of this.readable()) {
      const answer = await this.recordsOf(ShardId);
      if (answer === 'iterator lost') {
        // Nothing is known of the shard: there may be records.
        found = true;
        continue;
      }
      const records = (answer.Records ?? []).filter((record) => this.isNew(record, ShardId));
      if (records.length > 0) {
        found = true;
        await process(records, ShardId);
      }
      this.advance(ShardId, records, answer.NextShardIterator);
    }
    return found;
  }

  /** After an error: the next look gets new iterators, from where each shard was left. */
  forgetIterators(): void {
    this.iterators.clear();
  }

  private async recordsOf(shardId: string): Promise<GetRecordsCommandOutput | 'iterator lost'> {
    try {
      return await this.client.send(
        new GetRecordsCommand({ ShardIterator: await this.iteratorOf(shardId), Limit: LIMIT }),
      );
    } catch (error) {
      // Iterators last fifteen minutes, and the records that one points to may be gone by then.
      const isTrimmed = error instanceof TrimmedDataAccessException;
      if (!isTrimmed && !(error instanceof ExpiredIteratorException)) throw error;
      this.iterators.delete(shardId);
      if (isTrimmed) this.trimmed.add(shardId);
      return 'iterator lost';
    }
  }

  /** False for what was read before, which a shard read from its oldest record gives again. */
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

  /** Shards that are not finished and whose parent is: so that changes of an item stay in order. */
  private readable(): Shard[] {
    const ids = new Set(this.known.map(({ ShardId }) => ShardId));
    return this.known.filter(({ ShardId = '', ParentShardId }) => {
      if (this.positions[ShardId] === FINISHED) return false;
      const waits = ParentShardId !== undefined && ids.has(ParentShardId);
      return !waits || this.positions[ParentShardId] === FINISHED;
    });
  }

  private async describe(): Promise<void> {
    this.known = [];
    let after: string | undefined;
    do {
      const { StreamDescription } = await this.client.send(
        new DescribeStreamCommand({ StreamArn: this.streamArn, ExclusiveStartShardId: after }),
      );
      this.known.push(...(StreamDescription?.Shards ?? []));
      after = StreamDescription?.LastEvaluatedShardId;
    } while (after !== undefined);
  }

  /** A shard that comes later holds nothing but what is new: it is read from its start. */
  private async iteratorOf(
    shardId: string,
    from: 'TRIM_HORIZON' | 'LATEST' = 'TRIM_HORIZON',
  ): Promise<string> {
    const existing = this.iterators.get(shardId);
    if (existing !== undefined) return existing;
    const position = this.trimmed.delete(shardId) ? undefined : this.positions[shardId];
    const { ShardIterator } = await this.client.send(
      new GetShardIteratorCommand({
        StreamArn: this.streamArn,
        ShardId: shardId,
        ...(position === undefined
          ? { ShardIteratorType: from }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position }),
      }),
    );
    if (ShardIterator === undefined) throw new Error(`The shard ${shardId} can't be read.`);
    this.iterators.set(shardId, ShardIterator);
    return ShardIterator;
  }
}

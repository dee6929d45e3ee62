import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  blendFrequencies,
  shippedFrequencies,
  type WordFrequencies,
} from '../domain/matching/word-frequencies';
import type { WordCounts } from '../use-cases/count-words';

const WORD_COUNTS_KEY = { key: 'seen-words' };
/** Every function uses new counts after at most this time (ms). */
const CACHE_MS = 10 * 60_000;

const countsSchema = z.record(z.string(), z.number());

/** How many of this stage's briefings contain each word, stored as one item of the Topics table. */
export class WordCountStore {
  private cached: { frequencies: WordFrequencies; expiresAt: number } | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** Word frequencies from the lists that ship with the service, combined with the counts of this stage. */
  readonly frequencies = async (): Promise<WordFrequencies> => {
    const { cached } = this;
    if (cached && Date.parse(this.now()) < cached.expiresAt) return cached.frequencies;
    const frequencies = await this.readFrequencies();
    this.cached = { frequencies, expiresAt: Date.parse(this.now()) + CACHE_MS };
    return frequencies;
  };

  readonly save = async ({ briefings, briefingsByWord }: WordCounts): Promise<void> => {
    const counts = JSON.stringify(Object.fromEntries(briefingsByWord));
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: { ...WORD_COUNTS_KEY, briefings, counts } }),
    );
    this.cached = undefined;
  };

  private async readFrequencies(): Promise<WordFrequencies> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: WORD_COUNTS_KEY }),
    );
    if (Item === undefined) return shippedFrequencies;
    const counts = countsSchema.parse(JSON.parse(String(Item.counts)));
    const briefingsByTerm = new Map(Object.entries(counts));
    return blendFrequencies({
      briefings: Number(Item.briefings),
      briefingsWith: (term) => briefingsByTerm.get(term) ?? 0,
    });
  }
}

import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  blendFrequencies,
  shippedFrequencies,
  type WordFrequencies,
} from '../domain/matching/word-frequencies';
import type { WordCounts } from '../use-cases/count-words';

const WORD_COUNTS_KEY = { key: 'seen-words' };
/** A new count is heeded by every function after this long (ms). */
const CACHE_MS = 10 * 60_000;

const countsSchema = z.record(z.string(), z.number());

/** How often this stage's own briefings hold which word, one item of the Topics table. */
export class WordCountStore {
  private cached: { rarity: WordFrequencies; until: number } | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** How rare words are: by the shipped lists, and by what was counted here. */
  readonly frequencies = async (): Promise<WordFrequencies> => {
    const { cached } = this;
    if (cached && Date.parse(this.now()) < cached.until) return cached.rarity;
    const rarity = await this.readFrequencies();
    this.cached = { rarity, until: Date.parse(this.now()) + CACHE_MS };
    return rarity;
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
    const timesSeen = new Map(Object.entries(counts));
    return blendFrequencies({
      briefings: Number(Item.briefings),
      briefingsWith: (term) => timesSeen.get(term) ?? 0,
    });
  }
}

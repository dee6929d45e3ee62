import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Rarity, rarityFromSeen, shippedRarity } from '../domain/matching/rarity';
import type { CountedWords } from '../use-cases/count-words';

const SEEN_KEY = { key: 'seen-words' };
/** A new count is heeded by every function after this long (ms). */
const REMEMBERED_MS = 10 * 60_000;

const countsSchema = z.record(z.string(), z.number());

/** How often this stage's own briefings hold which word, one item of the Topics table. */
export class SeenWords {
  private remembered: { rarity: Rarity; until: number } | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** How rare words are: by the shipped lists, and by what was counted here. */
  readonly rarity = async (): Promise<Rarity> => {
    const { remembered } = this;
    if (remembered && Date.parse(this.now()) < remembered.until) return remembered.rarity;
    const rarity = await this.readRarity();
    this.remembered = { rarity, until: Date.parse(this.now()) + REMEMBERED_MS };
    return rarity;
  };

  readonly write = async ({ briefings, timesSeen }: CountedWords): Promise<void> => {
    const counts = JSON.stringify(Object.fromEntries(timesSeen));
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: { ...SEEN_KEY, briefings, counts } }),
    );
    this.remembered = undefined;
  };

  private async readRarity(): Promise<Rarity> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: SEEN_KEY }),
    );
    if (Item === undefined) return shippedRarity;
    const counts = countsSchema.parse(JSON.parse(String(Item.counts)));
    const timesSeen = new Map(Object.entries(counts));
    return rarityFromSeen({
      briefings: Number(Item.briefings),
      timesSeen: (term) => timesSeen.get(term) ?? 0,
    });
  }
}

import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Aliases, parseAliases } from '../domain/expressions/aliases';

const ALIASES_KEY = { key: 'aliases' };
/** Every function uses the operator's new aliases after at most this time (ms). */
const CACHE_MS = 30_000;

/** The operator's alias file, stored as one item of the Topics table. */
export class AliasFile {
  private cached: { text: string; aliases: Aliases; expiresAt: number } | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** The current aliases, read without the cache. Returns the same object until the file changes. */
  readonly readNow = async (): Promise<Aliases> => {
    const text = (await this.text()) ?? '';
    const aliases = this.cached?.text === text ? this.cached.aliases : parseAliases(text);
    this.cached = { text, aliases, expiresAt: Date.parse(this.now()) + CACHE_MS };
    return aliases;
  };

  /** The aliases, from the cache if it has not expired. */
  readonly read = async (): Promise<Aliases> => {
    const { cached } = this;
    if (cached && Date.parse(this.now()) < cached.expiresAt) return cached.aliases;
    return this.readNow();
  };

  /** The file as the operator wrote it; undefined if there is none. */
  async text(): Promise<string | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: ALIASES_KEY, ConsistentRead: true }),
    );
    return Item && String(Item.text);
  }

  async write(text: string): Promise<void> {
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: { ...ALIASES_KEY, text } }),
    );
    this.cached = undefined;
  }
}

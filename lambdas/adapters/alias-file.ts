import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Aliases, parseAliases } from '../domain/expressions/aliases';

const ALIASES_KEY = { key: 'aliases' };
/** A change by the operator is heeded by every function after this long (ms). */
const CACHE_MS = 30_000;

/** The operator's aliases, one item of the Topics table. */
export class AliasFile {
  private cached: { text: string; aliases: Aliases; until: number } | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** The aliases as of now; the same object for as long as nobody changed them. */
  readonly readNow = async (): Promise<Aliases> => {
    const text = (await this.text()) ?? '';
    const aliases = this.cached?.text === text ? this.cached.aliases : parseAliases(text);
    this.cached = { text, aliases, until: Date.parse(this.now()) + CACHE_MS };
    return aliases;
  };

  /** The aliases as of the last half minute. */
  readonly read = async (): Promise<Aliases> => {
    const { cached } = this;
    if (cached && Date.parse(this.now()) < cached.until) return cached.aliases;
    return this.readNow();
  };

  /** The file as the operator wrote it; undefined when there is none. */
  async text(): Promise<string | undefined> {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: ALIASES_KEY, ConsistentRead: true }),
    );
    return answer.Item && String(answer.Item.text);
  }

  async write(text: string): Promise<void> {
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: { ...ALIASES_KEY, text } }),
    );
    this.cached = undefined;
  }
}

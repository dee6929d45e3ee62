import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Aliases, noAliases, parseAliases } from '../domain/expressions/aliases';

const ALIASES_KEY = { key: 'aliases' };
/** A change by the operator is heeded by every function after this long (ms). */
const REMEMBERED_MS = 30_000;

/** The operator's aliases, one item of the Topics table. */
export class AliasFile {
  private remembered: { aliases: Aliases; until: number } | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** The aliases as of now. */
  readonly readNow = async (): Promise<Aliases> => {
    const text = await this.text();
    return text === undefined ? noAliases : parseAliases(text);
  };

  /** The aliases as of the last half minute. */
  readonly read = async (): Promise<Aliases> => {
    const now = Date.parse(this.now());
    if (this.remembered && now < this.remembered.until) return this.remembered.aliases;
    const aliases = await this.readNow();
    this.remembered = { aliases, until: now + REMEMBERED_MS };
    return aliases;
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
    this.remembered = undefined;
  }
}

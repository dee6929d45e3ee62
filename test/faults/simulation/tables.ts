import { Agent, request as httpRequest } from 'node:http';
import type { TableDefinition } from '../../../lib/local/template/tables';
import { runOutside } from './virtual-time';

/** An attribute value as DynamoDB's JSON writes it, for example `{"S": "text"}`. */
export type AttributeValue = Record<string, unknown>;
export type StoredItem = Record<string, AttributeValue>;

/** A version of an item. */
export interface Version {
  readonly table: string;
  readonly key: string;
  /** Virtual time (ms) of the write. */
  readonly at: number;
  /** Undefined if the write deleted the item. */
  readonly image: StoredItem | undefined;
}

export interface Response {
  readonly statusCode: number;
  readonly body: string;
  /** An object of S3, which the SDK reads as a stream. */
  readonly isObject?: boolean;
}

interface Write {
  readonly table: string;
  readonly key: StoredItem;
  /** The new item if the request says it. */
  readonly image?: StoredItem | undefined;
  readonly isDelete?: boolean;
}

type Body = Record<string, unknown>;

const WRITES = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
  'BatchWriteItem',
]);
const MAX_ITEMS_PER_BATCH = 25;

export const isWrite = (operation: string): boolean => WRITES.has(operation);

/** The tables in DynamoDB Local, and the history of every item in them. */
export class Tables {
  readonly history: Version[] = [];
  private readonly items = new Map<string, Map<string, StoredItem>>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  /** Called after each write that changed an item. */
  onChange: (version: Version, former: StoredItem | undefined) => void = () => {};

  constructor(
    readonly definitions: readonly TableDefinition[],
    private readonly endpoint: string,
    private readonly accessKeyId: string,
  ) {
    for (const { TableName } of definitions) this.items.set(TableName, new Map());
  }

  /** The items of the table as they are now. */
  itemsOf(table: string): StoredItem[] {
    return [...(this.items.get(table)?.values() ?? [])];
  }

  private find(table: string, key: StoredItem): StoredItem | undefined {
    return this.items.get(table)?.get(this.keyOf(table, key));
  }

  /** Performs a call of a function and records what it changed. */
  async perform(operation: string, text: string, now: number): Promise<Response> {
    const body: Body = JSON.parse(text);
    if (operation === 'Query' && this.hasEmptyPartition(body)) {
      return { statusCode: 200, body: '{"Items":[],"Count":0,"ScannedCount":0}' };
    }
    if (operation === 'GetItem' && body.ProjectionExpression === undefined) {
      const item = this.find(String(body.TableName), body.Key as StoredItem);
      return { statusCode: 200, body: JSON.stringify(item === undefined ? {} : { Item: item }) };
    }
    if (!isWrite(operation)) return this.send(operation, text);
    const asksForImage = operation === 'UpdateItem' && body.ReturnValues === undefined;
    const sent = asksForImage ? JSON.stringify({ ...body, ReturnValues: 'ALL_NEW' }) : text;
    const response = await this.send(operation, sent);
    if (response.statusCode !== 200) return response;
    await this.recordWrites(operation, body, response, now);
    return asksForImage ? { ...response, body: '{}' } : response;
  }

  /**
   * Changes an eventually consistent read's answer to what it was `ms` ago, as if it came from a replica
   * or an index that is late.
   */
  makeStale(operation: string, text: string, response: Response, since: number): Response {
    const body: Body = JSON.parse(text);
    const answer: Body = JSON.parse(response.body);
    const recent = this.history.filter(({ at }) => at > since);
    const formerOf = (table: string, key: string): StoredItem | undefined =>
      this.history
        .filter((version) => version.table === table && version.key === key && version.at <= since)
        .at(-1)?.image;
    const replaceIn = (table: string, items: StoredItem[]): StoredItem[] => {
      const changed = new Set(
        recent.filter((version) => version.table === table).map(({ key }) => key),
      );
      return items.flatMap((item) => {
        const key = this.keyOf(table, item);
        if (!changed.has(key)) return [item];
        const former = formerOf(table, key);
        return former === undefined ? [] : [former];
      });
    };
    if (operation === 'GetItem') {
      const [item] = answer.Item
        ? replaceIn(String(body.TableName), [answer.Item as StoredItem])
        : [];
      return { ...response, body: JSON.stringify({ ...answer, Item: item }) };
    }
    if (operation === 'BatchGetItem') {
      const responses = Object.entries((answer.Responses ?? {}) as Record<string, StoredItem[]>);
      const stale = responses.map(([table, items]) => [table, replaceIn(table, items)]);
      return {
        ...response,
        body: JSON.stringify({ ...answer, Responses: Object.fromEntries(stale) }),
      };
    }
    if (operation !== 'Query') return response;
    const table = String(body.TableName);
    const partition = this.partitionOf(body);
    const isInPartition = (item: StoredItem | undefined) =>
      item !== undefined &&
      partition !== undefined &&
      item[partition.attribute]?.S === partition.value;
    const kept = replaceIn(table, (answer.Items ?? []) as StoredItem[]).filter(isInPartition);
    return { ...response, body: JSON.stringify({ ...answer, Items: kept, Count: kept.length }) };
  }

  /** Whether a read may be answered by a replica or an index that is late. */
  isEventuallyConsistent(operation: string, text: string): boolean {
    const body: Body = JSON.parse(text);
    if (operation === 'GetItem' || operation === 'Query') return body.ConsistentRead !== true;
    if (operation !== 'BatchGetItem') return false;
    const requests = Object.values((body.RequestItems ?? {}) as Record<string, Body>);
    return requests.some(({ ConsistentRead }) => ConsistentRead !== true);
  }

  /** Writes items as they are, for example those of an earlier run. */
  async restore(items: ReadonlyMap<string, readonly StoredItem[]>, now: number): Promise<void> {
    const puts = [...items].flatMap(([table, list]) =>
      list.map((item) => ({ table, request: { PutRequest: { Item: item } } })),
    );
    await this.batchWrite(puts);
    for (const [table, list] of items) {
      for (const image of list)
        this.record({ table, key: this.keyOf(table, image), at: now, image });
    }
  }

  /** All items by table. */
  snapshot(): Map<string, StoredItem[]> {
    return new Map([...this.items.keys()].map((table) => [table, this.itemsOf(table)]));
  }

  /** Deletes all items and forgets their history. */
  async clear(): Promise<void> {
    const deletes = [...this.items].flatMap(([table, items]) =>
      [...items.values()].map((item) => ({
        table,
        request: { DeleteRequest: { Key: this.keyAttributes(table, item) } },
      })),
    );
    await this.batchWrite(deletes);
    for (const items of this.items.values()) items.clear();
    this.history.length = 0;
  }

  close(): void {
    this.agent.destroy();
  }

  private async batchWrite(requests: { table: string; request: object }[]): Promise<void> {
    for (let start = 0; start < requests.length; start += MAX_ITEMS_PER_BATCH) {
      const RequestItems: Record<string, object[]> = {};
      for (const { table, request } of requests.slice(start, start + MAX_ITEMS_PER_BATCH)) {
        RequestItems[table] = [...(RequestItems[table] ?? []), request];
      }
      const { statusCode, body } = await this.send(
        'BatchWriteItem',
        JSON.stringify({ RequestItems }),
      );
      if (statusCode !== 200) throw new Error(`DynamoDB Local refused the items: ${body}`);
    }
  }

  private async recordWrites(operation: string, body: Body, response: Response, at: number) {
    const answer: Body = JSON.parse(response.body);
    const writes = this.writesOf(operation, body, answer);
    const unknown = writes.filter(({ image, isDelete }) => image === undefined && !isDelete);
    const images = await this.read(unknown);
    for (const [index, write] of writes.entries()) {
      const { table, key, isDelete } = write;
      const name = this.keyOf(table, key);
      const image = isDelete ? undefined : (write.image ?? images.get(`${table} ${name}`));
      if (index >= 0) this.record({ table, key: name, at, image });
    }
  }

  private record(version: Version): void {
    const items = this.items.get(version.table);
    const former = items?.get(version.key);
    if (version.image === undefined) items?.delete(version.key);
    else items?.set(version.key, version.image);
    if (JSON.stringify(former) === JSON.stringify(version.image)) return;
    this.history.push(version);
    this.onChange(version, former);
  }

  private writesOf(operation: string, body: Body, answer: Body): Write[] {
    const table = String(body.TableName);
    switch (operation) {
      case 'PutItem':
        return [{ table, key: body.Item as StoredItem, image: body.Item as StoredItem }];
      case 'DeleteItem':
        return [{ table, key: body.Key as StoredItem, isDelete: true }];
      case 'UpdateItem': {
        const returnsAll = body.ReturnValues === undefined || body.ReturnValues === 'ALL_NEW';
        const image = returnsAll ? (answer.Attributes as StoredItem | undefined) : undefined;
        return [{ table, key: body.Key as StoredItem, image }];
      }
      case 'TransactWriteItems':
        return (body.TransactItems as Record<string, Body>[]).flatMap((entry) =>
          this.writesOfEntry(entry),
        );
      case 'BatchWriteItem':
        return Object.entries(body.RequestItems as Record<string, Record<string, Body>[]>).flatMap(
          ([name, requests]) =>
            requests.map(({ PutRequest, DeleteRequest }) =>
              PutRequest
                ? {
                    table: name,
                    key: PutRequest.Item as StoredItem,
                    image: PutRequest.Item as StoredItem,
                  }
                : { table: name, key: DeleteRequest?.Key as StoredItem, isDelete: true },
            ),
        );
      default:
        return [];
    }
  }

  private writesOfEntry({ Put, Update, Delete }: Record<string, Body>): Write[] {
    if (Put) {
      const item = Put.Item as StoredItem;
      return [{ table: String(Put.TableName), key: item, image: item }];
    }
    if (Update) return [{ table: String(Update.TableName), key: Update.Key as StoredItem }];
    if (Delete) {
      return [{ table: String(Delete.TableName), key: Delete.Key as StoredItem, isDelete: true }];
    }
    return [];
  }

  private async read(writes: Write[]): Promise<Map<string, StoredItem>> {
    const images = new Map<string, StoredItem>();
    if (writes.length === 0) return images;
    const RequestItems: Record<string, { Keys: StoredItem[]; ConsistentRead: true }> = {};
    for (const { table, key } of writes) {
      const request = RequestItems[table] ?? { Keys: [], ConsistentRead: true };
      RequestItems[table] = request;
      request.Keys.push(this.keyAttributes(table, key));
    }
    const { body } = await this.send('BatchGetItem', JSON.stringify({ RequestItems }));
    const { Responses = {} } = JSON.parse(body) as { Responses?: Record<string, StoredItem[]> };
    for (const [table, items] of Object.entries(Responses)) {
      for (const item of items) images.set(`${table} ${this.keyOf(table, item)}`, item);
    }
    return images;
  }

  /**
   * Whether no item is in the partition that a query reads. Schedules ask many empty partitions, and
   * these queries need no answer from DynamoDB Local.
   */
  private hasEmptyPartition(body: Body): boolean {
    const partition = this.partitionOf(body);
    if (partition === undefined) return false;
    const { attribute, value } = partition;
    return !this.itemsOf(String(body.TableName)).some((item) => item[attribute]?.S === value);
  }

  private partitionOf(body: Body): { attribute: string; value: string } | undefined {
    const table = this.definitions.find(({ TableName }) => TableName === body.TableName);
    const indexes = [
      ...(table?.GlobalSecondaryIndexes ?? []),
      ...(table?.LocalSecondaryIndexes ?? []),
    ];
    const index = indexes.find(({ IndexName }) => IndexName === body.IndexName);
    const schema = body.IndexName === undefined ? table?.KeySchema : index?.KeySchema;
    const attribute = schema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
    if (attribute === undefined) return undefined;
    const names = (body.ExpressionAttributeNames ?? {}) as Record<string, string>;
    const values = (body.ExpressionAttributeValues ?? {}) as StoredItem;
    for (const [, name = '', value = ''] of String(body.KeyConditionExpression).matchAll(
      /([#\w]+)\s*=\s*(:\w+)/g,
    )) {
      const found = values[value]?.S;
      if ((names[name] ?? name) === attribute && typeof found === 'string') {
        return { attribute, value: found };
      }
    }
    return undefined;
  }

  private keyAttributes(table: string, item: StoredItem): StoredItem {
    const schema = this.definitions.find(({ TableName }) => TableName === table)?.KeySchema ?? [];
    return Object.fromEntries(
      schema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}]),
    );
  }

  private keyOf(table: string, item: StoredItem): string {
    return Object.values(this.keyAttributes(table, item))
      .map((value) => String(value.S ?? value.N))
      .join('|');
  }

  /** Sends a request to DynamoDB Local, which doesn't check signatures. */
  private send(operation: string, body: string): Promise<Response> {
    return runOutside(
      () =>
        new Promise((resolve, reject) => {
          const sent = httpRequest(
            this.endpoint,
            {
              method: 'POST',
              agent: this.agent,
              headers: {
                'content-type': 'application/x-amz-json-1.0',
                'content-length': Buffer.byteLength(body),
                'x-amz-target': `DynamoDB_20120810.${operation}`,
                'x-amz-date': '20260101T000000Z',
                authorization:
                  `AWS4-HMAC-SHA256 Credential=${this.accessKeyId}/20260101/us-east-1/dynamodb/aws4_request, ` +
                  'SignedHeaders=host, Signature=none',
              },
            },
            (response) => {
              const chunks: Buffer[] = [];
              response.on('data', (chunk: Buffer) => chunks.push(chunk));
              response.on('end', () =>
                resolve({
                  statusCode: response.statusCode ?? 500,
                  body: Buffer.concat(chunks).toString('utf8'),
                }),
              );
            },
          );
          sent.on('error', reject);
          sent.end(body);
        }),
    );
  }
}

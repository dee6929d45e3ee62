import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { BundledFunctions } from './bundled-functions';

const MAX_BRIEFINGS_PER_REQUEST = 100;

/** Publishes briefings, and returns the changes that the stream of their table would report. */
export async function publish(functions: BundledFunctions, briefings: object[]) {
  const store = await functions.load('publish');
  const published: { briefingId: string; change: object }[] = [];
  for (const batch of inBatches(briefings, MAX_BRIEFINGS_PER_REQUEST)) {
    const reply = await store(anApiRequest('/api/briefings', batch));
    const { briefings: stored } = readBody<{ briefings: { briefingId: string }[] }>(reply);
    for (const { briefingId } of stored) {
      published.push({ briefingId, change: await aChange(functions, briefingId) });
    }
  }
  return published;
}

/** The record of the table's stream for the briefing as it is stored. */
async function aChange({ client, tableName }: BundledFunctions, briefingId: string) {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: tableName('Briefings'),
      Key: { briefingId: { S: briefingId } },
      ConsistentRead: true,
    }),
  );
  const dynamodb = {
    SequenceNumber: briefingId,
    Keys: { briefingId: { S: briefingId } },
    NewImage: Item,
  };
  return { eventID: briefingId, eventName: 'INSERT', dynamodb };
}

/** A signed request as the HTTP API hands it to a function. */
export function anApiRequest(rawPath: string, body: unknown): object {
  return {
    version: '2.0',
    rawPath,
    rawQueryString: '',
    headers: {},
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', path: rawPath } },
  };
}

/** @throws Error if the function refused the request. */
export function readBody<T>(reply: unknown): T {
  const { statusCode, body } = reply as { statusCode: number; body: string };
  if (statusCode >= 300) throw new Error(`The function replied ${statusCode}: ${body}`);
  return JSON.parse(body) as T;
}

export function inBatches<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

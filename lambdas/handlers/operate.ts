import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Reply, readJson, refuse } from './json-reply';
import type { Operation } from './operate/operation';
import { operationRoutes } from './operate/routes';
import { wireOperate } from './wiring/operate';

const operations = new Map<string, Operation>(Object.entries(operationRoutes(wireOperate())));

/** Every `/api` route except publishing: the requests of the command line, all POST with JSON. */
export async function handler(event: APIGatewayProxyEventV2): Promise<Reply> {
  const operation = operations.get(event.rawPath);
  if (operation === undefined) return refuse(404, 'There is no such operation.');
  if (event.requestContext.http.method !== 'POST') return refuse(405, 'Use POST for this path.');
  const read = readJson(event);
  return read.outcome === 'refused' ? read.reply : operation(read.body);
}

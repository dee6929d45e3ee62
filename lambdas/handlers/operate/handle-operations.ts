import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Reply, readJson, refuse } from '../json-reply';
import type { Operation } from './operation';

/** Runs the operation at the path of the request: all are POST with JSON. */
export function handleOperations(routes: Readonly<Record<string, Operation>>) {
  const operations = new Map(Object.entries(routes));
  return async (event: APIGatewayProxyEventV2): Promise<Reply> => {
    const operation = operations.get(event.rawPath);
    if (operation === undefined) return refuse(404, 'There is no such operation.');
    if (event.requestContext.http.method !== 'POST') return refuse(405, 'Use POST for this path.');
    const read = readJson(event);
    return read.outcome === 'refused' ? read.reply : operation(read.body);
  };
}

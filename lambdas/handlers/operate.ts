import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readEnvironment } from '../environment';
import { type Reply, readJson, refuse } from './json-reply';
import { operateVariables, operations } from './operate/operations';

const routes = operations(readEnvironment(operateVariables, process.env));

/** Every `/api` route but publishing: what the command line asks for. All are POST with JSON. */
export async function handler(event: APIGatewayProxyEventV2): Promise<Reply> {
  const operation = routes[event.rawPath];
  if (operation === undefined) return refuse(404, 'There is no such operation.');
  if (event.requestContext.http.method !== 'POST') return refuse(405, 'Send it with POST.');
  const read = readJson(event);
  return read.outcome === 'refused' ? read.reply : operation(read.body);
}

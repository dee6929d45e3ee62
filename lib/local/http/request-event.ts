import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DateTime } from 'luxon';
import { ACCOUNT } from '../template/references';
import type { RouteMatch } from './route-table';

/**
 * All other bodies are base64 encoded, forms included. AWS's page says only "binary", so this was
 * determined by experiment.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const TEXT = /^(text\/|application\/(json|javascript|xml)\s*(;|$))/i;

/** Converts a request to the event of an HTTP API, in payload format 2.0. */
export function toLambdaEvent(
  request: IncomingMessage,
  body: Buffer,
  { route, pathParameters }: RouteMatch,
  now: Date,
): APIGatewayProxyEventV2 {
  const { rawPath, rawQueryString } = splitTarget(request.url ?? '/');
  const headers = joinedHeaders(request);
  const host = headers.host ?? 'localhost';
  const sourceIp = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1';
  const query = joinedQuery(rawQueryString);
  const cookies = splitCookies(request);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers: {
      ...headers,
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': host.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...(query ? { queryStringParameters: query } : {}),
    ...(pathParameters ? { pathParameters } : {}),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: '$default',
      time: DateTime.fromJSDate(now, { zone: 'utc' })
        .setLocale('en')
        .toFormat('dd/MMM/yyyy:HH:mm:ss ZZZ'),
      timeEpoch: now.getTime(),
    },
    ...encodedBody(body, headers['content-type'] ?? ''),
  };
}

/** The path that routes are matched against. */
export function pathOf(request: IncomingMessage): string {
  return splitTarget(request.url ?? '/').rawPath;
}

function splitTarget(target: string): { rawPath: string; rawQueryString: string } {
  const at = target.indexOf('?');
  return at < 0
    ? { rawPath: target, rawQueryString: '' }
    : { rawPath: target.slice(0, at), rawQueryString: target.slice(at + 1) };
}

/** Names in lower case, and several values joined by commas. Cookies have their own field. */
function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headersDistinct)
    .filter(([name]) => name !== 'cookie')
    .map(([name, values]) => [name, (values ?? []).join(',')] as const);
  return Object.fromEntries(entries);
}

function splitCookies(request: IncomingMessage): string[] | undefined {
  return request.headers.cookie?.split(';').map((cookie) => cookie.trim());
}

function joinedQuery(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  }
  return joined;
}

function encodedBody(body: Buffer, contentType: string) {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

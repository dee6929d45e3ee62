import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type Reply = APIGatewayProxyStructuredResultV2;

/**
 * API Gateway accepts 10 MB and Lambda 6; a briefing has at most 256 KB, a list of briefings 4 MB.
 */
const MAX_REQUEST_BYTES = 4_000_000;

export type ReadBody = { outcome: 'read'; body: unknown } | { outcome: 'refused'; reply: Reply };

/** A reply with a JSON body. */
export function json(statusCode: number, body: unknown): Reply {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** A reply that refuses the request; `error` is a sentence that says what to change. */
export function refuse(statusCode: number, error: string): Reply {
  return json(statusCode, { error });
}

/** Parses the JSON body of a request. */
export function readJson(
  event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>,
): ReadBody {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  if (Buffer.byteLength(text) > MAX_REQUEST_BYTES) {
    const error = 'The request is larger than 4 MB. Split it into smaller requests.';
    return { outcome: 'refused', reply: refuse(413, error) };
  }
  try {
    return { outcome: 'read', body: JSON.parse(text) };
  } catch {
    const error = 'The body is not JSON. Send a JSON object, or for briefings also a list.';
    return { outcome: 'refused', reply: refuse(400, error) };
  }
}

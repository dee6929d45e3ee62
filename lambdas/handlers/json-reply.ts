import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type Reply = APIGatewayProxyStructuredResultV2;

/** API Gateway would take 10 MB and Lambda 6; a briefing has at most 256 KB, a list of them 4 MB. */
const MAX_REQUEST_BYTES = 4_000_000;

export type ReadBody = { outcome: 'read'; body: unknown } | { outcome: 'refused'; reply: Reply };

/** An answer in JSON. */
export function json(statusCode: number, body: unknown): Reply {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** A refusal, in a sentence that says what to change. */
export function refuse(statusCode: number, error: string): Reply {
  return json(statusCode, { error });
}

/** The JSON that came with a request. */
export function readJson(
  event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>,
): ReadBody {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  if (Buffer.byteLength(text) > MAX_REQUEST_BYTES) {
    const reply = refuse(413, 'The request is longer than 4 MB. Send fewer or shorter briefings.');
    return { outcome: 'refused', reply };
  }
  try {
    return { outcome: 'read', body: JSON.parse(text) };
  } catch {
    const reply = refuse(400, 'The body is not JSON. Send one briefing as an object, or a list.');
    return { outcome: 'refused', reply };
  }
}

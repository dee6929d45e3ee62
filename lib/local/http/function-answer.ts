import { z } from 'zod';

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: string | Buffer;
}

const schema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});

/**
 * What an HTTP API answers for what its function returned, in payload format 2.0: a result without
 * a status is the body of a 200.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpAnswer(result: unknown): HttpAnswer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return jsonAnswer(200, result ?? null);
  }
  const read = schema.safeParse(result);
  if (!read.success) return internalServerError();
  const { statusCode, headers = {}, cookies = [], body, isBase64Encoded } = read.data;
  const named = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(named),
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

/** What an HTTP API answers by itself. */
export function jsonAnswer(statusCode: number, value: unknown): HttpAnswer {
  const headers = { 'content-type': 'application/json' };
  return { statusCode, headers, body: JSON.stringify(value) };
}

export function internalServerError(): HttpAnswer {
  return jsonAnswer(500, { message: 'Internal Server Error' });
}

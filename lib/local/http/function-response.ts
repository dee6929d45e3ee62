import { z } from 'zod';

export interface HttpResponse {
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
 * Converts a function's result to the response of an HTTP API, in payload format 2.0. A result
 * without a status becomes the body of a 200.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toHttpResponse(result: unknown): HttpResponse {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return jsonResponse(200, result ?? null);
  }
  const parsed = schema.safeParse(result);
  if (!parsed.success) return internalServerError();
  const { statusCode, headers = {}, cookies = [], body, isBase64Encoded } = parsed.data;
  const lowerCaseHeaders = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(lowerCaseHeaders),
      ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
    },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

/** A response of the HTTP API itself, not of a function. */
export function jsonResponse(statusCode: number, value: unknown): HttpResponse {
  const headers = { 'content-type': 'application/json' };
  return { statusCode, headers, body: JSON.stringify(value) };
}

export function internalServerError(): HttpResponse {
  return jsonResponse(500, { message: 'Internal Server Error' });
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { json, readJson, refuse } from '../../lambdas/handlers/json-reply';

describe('the JSON body of a request', () => {
  const requestWith = (body: string | undefined, isBase64Encoded = false) => {
    const event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> = {
      ...(body === undefined ? {} : { body }),
      isBase64Encoded,
    };
    return readJson(event);
  };
  const statusOf = (body: string | undefined) => {
    const read = requestWith(body);
    return read.outcome === 'refused' ? read.reply.statusCode : 200;
  };

  it('is read, base64-encoded or not', () => {
    const text = '{"title": "حزب الله"}';
    const read = { outcome: 'read', body: { title: 'حزب الله' } };
    expect(requestWith(text)).toEqual(read);
    expect(requestWith(Buffer.from(text).toString('base64'), true)).toEqual(read);
  });

  it('is refused if it is invalid or missing', () => {
    for (const body of ['{"title": ', '', undefined, '\u0000']) expect(statusOf(body)).toBe(400);
  });

  it('may have four million bytes, not characters', () => {
    expect(statusOf(JSON.stringify('x'.repeat(3_999_998)))).toBe(200);
    expect(statusOf(JSON.stringify('x'.repeat(3_999_999)))).toBe(413);
    expect(statusOf(JSON.stringify('ش'.repeat(2_000_000)))).toBe(413);
  });

  it('is answered with JSON that must not be cached', () => {
    expect(json(207, { refused: [] })).toEqual({
      statusCode: 207,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body: '{"refused":[]}',
    });
    expect(refuse(404, 'There is none.').body).toBe('{"error":"There is none."}');
  });
});

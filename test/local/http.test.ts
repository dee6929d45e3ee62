import { request } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { LocalStack } from '../../lib/local/local-stack';
import { LOOPBACK_ADDRESSES } from './fixture/loopback-addresses';
import { mockHandlers } from './fixture/mock-handlers';
import { resetMockHandlers, startFixture } from './fixture/service';

let stack: LocalStack;
let reports: string[];

beforeAll(async () => {
  stack = await startFixture({ report: (line) => void reports.push(line) });
});
beforeEach(() => {
  resetMockHandlers();
  reports = [];
});
afterAll(() => stack.stop());

/** Sends a request, and returns the event that the function received. */
async function eventOf(path: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> {
  mockHandlers.http = (event) => ({ statusCode: 200, body: JSON.stringify(event) });
  const response = await fetch(`${stack.siteUrl}${path}`, init);
  return JSON.parse(await response.text());
}

function respondWith(result: unknown): Promise<Response> {
  mockHandlers.http = () => result;
  return fetch(`${stack.siteUrl}/`, { redirect: 'manual' });
}

describe('the event of a request', () => {
  it('has the route, the path as sent, and its parameters', async () => {
    const event = await eventOf('/items/a%20b?x=1&x=2&y=%C3%A9');
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /items/{id}',
      rawPath: '/items/a%20b',
      rawQueryString: 'x=1&x=2&y=%C3%A9',
      queryStringParameters: { x: '1,2', y: 'é' },
      pathParameters: { id: 'a b' },
      requestContext: { http: { method: 'GET', sourceIp: '127.0.0.1' }, stage: '$default' },
    });
  });

  it('has headers in lower case, and cookies in their own field', async () => {
    const headers = { 'X-Mixed': 'Yes', cookie: 'a=1; b=2' };
    const event = await eventOf('/', { headers });
    expect(event.headers).toMatchObject({ 'x-mixed': 'Yes' });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.cookies).toEqual(['a=1', 'b=2']);
  });

  it('has JSON and text as they are, and a form in base64', async () => {
    const json = { 'content-type': 'application/json; charset=utf-8' };
    expect(await eventOf('/', { method: 'POST', body: '{"é":1}', headers: json })).toMatchObject({
      body: '{"é":1}',
      isBase64Encoded: false,
    });
    const form = { method: 'POST', body: new URLSearchParams({ email: 'a@b.example' }) };
    expect(await eventOf('/', form)).toMatchObject({
      body: Buffer.from('email=a%40b.example').toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('has no body if the request has none', async () => {
    expect(await eventOf('/')).not.toHaveProperty('body');
  });
});

describe('the response to a request', () => {
  it('has the status, headers, cookies and body of the function’s result', async () => {
    const response = await respondWith({
      statusCode: 303,
      headers: { Location: '/there' },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: 'gone',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/there');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect(await response.text()).toBe('gone');
  });

  it('is decoded if the function returns base64', async () => {
    const response = await respondWith({
      statusCode: 200,
      body: Buffer.from([0, 255, 1]).toString('base64'),
      isBase64Encoded: true,
    });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it('is JSON if the function returns no status', async () => {
    const response = await respondWith({ hello: 'there' });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ hello: 'there' });
  });

  it('is a 500 without the reason if the function throws, and the reason is reported', async () => {
    mockHandlers.http = () => {
      throw new Error('the secret reason');
    };
    const response = await fetch(`${stack.siteUrl}/`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
    expect(reports).toEqual(['http failed: the secret reason']);
  });

  it('is a 500 if the function exceeds its timeout', async () => {
    mockHandlers.http = () => new Promise(() => {});
    const response = await fetch(`${stack.siteUrl}/`);
    expect(response.status).toBe(500);
    expect(reports).toEqual(['http failed: Task timed out after 1 seconds']);
  });

  it.each([
    ['ten megabytes, more than API Gateway accepts', 'text/plain', 10 * 1024 * 1024 + 1],
    ['five megabytes that exceed the limit of Lambda in base64', 'image/png', 5 * 1024 * 1024],
  ])('is a 413 for %s, which the function never sees', async (_what, contentType, size) => {
    let invocations = 0;
    mockHandlers.http = () => {
      invocations += 1;
    };
    const response = await fetch(`${stack.siteUrl}/`, {
      method: 'POST',
      body: Buffer.alloc(size, 'a'),
      headers: { 'content-type': contentType },
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
    expect(invocations).toBe(0);
  });
});

it('gives each invocation a context with the time that remains', async () => {
  const requestIds: string[] = [];
  const remaining: number[] = [];
  mockHandlers.http = (_event, context) => {
    requestIds.push(context.awsRequestId);
    remaining.push(context.getRemainingTimeInMillis());
    const now = Date.now();
    for (const later of [400, 5000]) {
      jest.spyOn(Date, 'now').mockReturnValueOnce(now + later);
      remaining.push(context.getRemainingTimeInMillis());
    }
  };
  await fetch(`${stack.siteUrl}/`);
  const [before = 0, after = 0, end] = remaining;
  expect(before).toBeLessThanOrEqual(1000);
  expect(before - after).toBeGreaterThanOrEqual(400);
  expect(end).toBe(0);
  await fetch(`${stack.siteUrl}/`);
  expect(new Set(requestIds).size).toBe(2);
});

interface RawResponse {
  readonly status: number | undefined;
  readonly body: string;
}

/** Sends a request with any headers, those that `fetch` sets itself included. */
function send(
  url: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> },
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() });
    })
      .on('error', reject)
      .end();
  });
}

it.each(['localhost', ...LOOPBACK_ADDRESSES])('responds at %s', async (host) => {
  mockHandlers.http = () => ({ statusCode: 204 });
  const { port } = new URL(stack.siteUrl);
  expect((await send(`http://${host}:${port}/`, {})).status).toBe(204);
});

describe('a request that a browser sends for another site', () => {
  const invoked = jest.fn(() => ({ statusCode: 200, body: 'invoked' }));
  beforeEach(() => {
    invoked.mockClear();
    mockHandlers.http = invoked;
  });

  const otherOrigin = (origin: string) =>
    `Pages of other sites may not send requests here, and this one is from ${origin}.`;

  it.each([
    ['POST', 'origin', 'https://evil.example', otherOrigin('https://evil.example')],
    ['POST', 'origin', 'http://localhost:1', otherOrigin('http://localhost:1')],
    ['POST', 'origin', 'null', otherOrigin('null')],
    ['GET', 'origin', 'https://evil.example', otherOrigin('https://evil.example')],
    ['POST', 'sec-fetch-site', 'cross-site', 'Pages of other sites may not send requests here.'],
  ])(
    'is refused by the API if it is a %s with the %s %s',
    async (method, header, value, message) => {
      const headers = { [header]: value };
      const { status, body } = await send(`${stack.siteUrl}/api/briefings`, { method, headers });
      expect(status).toBe(403);
      expect(JSON.parse(body)).toEqual({ message });
      expect(invoked).not.toHaveBeenCalled();
    },
  );

  it.each(['evil.example', 'evil.example:PORT', 'localhost:1', 'localhost.evil.example:PORT'])(
    'is refused if it is for the host %s',
    async (host) => {
      const { port } = new URL(stack.siteUrl);
      const headers = { host: host.replace('PORT', port) };
      const { status, body } = await send(stack.siteUrl, { headers });
      expect(status).toBe(403);
      expect(JSON.parse(body)).toEqual({
        message: `This address is for localhost:${port}, 127.0.0.1:${port}, [::1]:${port} only, not for the host ${headers.host}.`,
      });
      expect(invoked).not.toHaveBeenCalled();
    },
  );

  it('is refused by the inbox, the local SES and the local SQS too', async () => {
    const { AWS_ENDPOINT_URL_SES = '', AWS_ENDPOINT_URL_SQS = '' } = process.env;
    for (const url of [`${stack.inboxUrl}/store`, AWS_ENDPOINT_URL_SES, AWS_ENDPOINT_URL_SQS]) {
      const headers = { origin: 'https://evil.example' };
      const refused = [
        await send(url, { method: 'POST', headers }),
        await send(url, { headers: { host: 'evil.example' } }),
      ];
      expect(refused.map(({ status }) => status)).toEqual([403, 403]);
    }
  });
});

describe('a request of another kind is passed on', () => {
  beforeEach(() => {
    mockHandlers.http = () => ({ statusCode: 200, body: 'invoked' });
  });

  it.each<[string, string, Record<string, string>]>([
    ['a one-click unsubscribe from an email program (RFC 8058)', 'POST', {}],
    ['a link on a page of another site', 'GET', { 'sec-fetch-site': 'cross-site' }],
    [
      'a form on another site, which the pages accept or refuse themselves',
      'POST',
      { origin: 'https://partner.example', 'sec-fetch-site': 'cross-site' },
    ],
    [
      'a form on our own page, which sends no referrer',
      'POST',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ],
  ])('such as %s', async (_what, method, headers) => {
    expect((await send(stack.siteUrl, { method, headers })).body).toBe('invoked');
  });

  it('such as one with our own origin', async () => {
    const { port } = new URL(stack.siteUrl);
    for (const origin of [stack.siteUrl, `http://127.0.0.1:${port}`, `http://[::1]:${port}`]) {
      const headers = { origin, 'sec-fetch-site': 'same-origin' };
      expect((await send(stack.siteUrl, { method: 'POST', headers })).body).toBe('invoked');
    }
  });
});

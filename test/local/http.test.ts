import { request } from 'node:http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { LocalStack } from '../../lib/local/local-stack';
import { behaviours } from './fixture/behaviours';
import { forgetBehaviours, startFixture } from './fixture/service';

let stack: LocalStack;
let reports: string[];

beforeAll(async () => {
  stack = await startFixture({ report: (line) => void reports.push(line) });
});
beforeEach(() => {
  forgetBehaviours();
  reports = [];
});
afterAll(() => stack.stop());

/** Sends a request, and gives back the event that the function was given. */
async function eventOf(path: string, init: RequestInit = {}): Promise<APIGatewayProxyEventV2> {
  behaviours.door = (event) => ({ statusCode: 200, body: JSON.stringify(event) });
  const response = await fetch(`${stack.siteUrl}${path}`, init);
  return JSON.parse(await response.text());
}

function answering(result: unknown): Promise<Response> {
  behaviours.door = () => result;
  return fetch(`${stack.siteUrl}/`, { redirect: 'manual' });
}

describe('the event of a request', () => {
  it('tells the route, the path as sent, and its parameters', async () => {
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

  it('holds headers in lower case and cookies apart', async () => {
    const headers = { 'X-Mixed': 'Yes', cookie: 'a=1; b=2' };
    const event = await eventOf('/', { headers });
    expect(event.headers).toMatchObject({ 'x-mixed': 'Yes' });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.cookies).toEqual(['a=1', 'b=2']);
  });

  it('holds JSON and text as they are, and a form in base64', async () => {
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

  it('has no body when the request has none', async () => {
    expect(await eventOf('/')).not.toHaveProperty('body');
  });
});

describe('the answer to a request', () => {
  it('has the status, headers, cookies and body of the function’s result', async () => {
    const response = await answering({
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

  it('is decoded when the function says that it is in base64', async () => {
    const response = await answering({
      statusCode: 200,
      body: Buffer.from([0, 255, 1]).toString('base64'),
      isBase64Encoded: true,
    });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it('is JSON when the function gives no status', async () => {
    const response = await answering({ hello: 'there' });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ hello: 'there' });
  });

  it('is a 500 without the reason when the function throws, and the reason is reported', async () => {
    behaviours.door = () => {
      throw new Error('the secret reason');
    };
    const response = await fetch(`${stack.siteUrl}/`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
    expect(reports).toEqual(['door failed: the secret reason']);
  });

  it('is a 500 when the function takes longer than declared', async () => {
    behaviours.door = () => new Promise(() => {});
    const response = await fetch(`${stack.siteUrl}/`);
    expect(response.status).toBe(500);
    expect(reports).toEqual(['door failed: Task timed out after 1 seconds']);
  });

  it.each([
    ['ten megabytes, more than API Gateway takes', 'text/plain', 10 * 1024 * 1024 + 1],
    ['five megabytes that base64 makes more than Lambda takes', 'image/png', 5 * 1024 * 1024],
  ])('is a 413 for %s, which the function never sees', async (_what, contentType, size) => {
    let invocations = 0;
    behaviours.door = () => {
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

it('gives functions a context whose time runs out', async () => {
  const seen: Context[] = [];
  const remaining: number[] = [];
  behaviours.door = async (_event, context) => {
    seen.push(context);
    remaining.push(context.getRemainingTimeInMillis());
    await new Promise((resolve) => setTimeout(resolve, 30));
    remaining.push(context.getRemainingTimeInMillis());
  };
  await fetch(`${stack.siteUrl}/`);
  await fetch(`${stack.siteUrl}/`);
  const [before = 0, after = 0] = remaining;
  expect(before).toBeLessThanOrEqual(1000);
  expect(before - after).toBeGreaterThanOrEqual(25);
  expect(seen[0]?.awsRequestId).not.toBe(seen[1]?.awsRequestId);
});

it('answers on the loopback addresses alone', async () => {
  behaviours.door = () => ({ statusCode: 204 });
  const port = new URL(stack.siteUrl).port;
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ host: '127.0.0.1', port }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(204);
});

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const ENVIRONMENT = { ...process.env };

/** Requests that are refused before any table is read. */
describe('API requests', () => {
  beforeAll(() => {
    Object.assign(process.env, {
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_REGION: 'us-east-1',
      BRIEFINGS_TABLE: 'Briefings',
      TOPICS_TABLE: 'Topics',
      SUBSCRIBERS_TABLE: 'Subscribers',
      DELIVERIES_QUEUE_URL: 'http://localhost:1/deliveries',
      DIGEST_HOUR: '8',
      TIME_ZONE: 'UTC',
      TOPIC_LANGUAGE: 'en',
    });
  });
  afterAll(() => {
    process.env = ENVIRONMENT;
  });

  const aRequest = (rawPath: string, body: unknown, method = 'POST'): APIGatewayProxyEventV2 => ({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {},
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'briefwire.example',
      domainPrefix: 'briefwire',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  });

  it('can publish a hundred briefings, and no more', async () => {
    const { handler } = await import('../../lambdas/handlers/publish');
    const { statusCode, body } = await handler(
      aRequest('/api/briefings', Array(101).fill({ title: 'T' })),
    );
    expect(statusCode).toBe(400);
    expect(body).toContain('these are 101');
    const all = await handler(aRequest('/api/briefings', Array(100).fill({ title: '' })));
    expect(JSON.parse(all.body ?? '')).toMatchObject({ refused: { length: 100 } });
  });

  it('name a refused briefing by its title or by its position', async () => {
    const { handler } = await import('../../lambdas/handlers/publish');
    const { statusCode, body } = await handler(
      aRequest('/api/briefings', [{ title: 'Undated', publishedAt: 'never' }, { title: '' }, 7]),
    );
    expect(statusCode).toBe(400);
    const { error } = JSON.parse(body ?? '');
    expect(error).toContain('"Undated" was refused');
    expect(error).toContain('Briefing 2 was refused');
    expect(error).toContain('Briefing 3 was refused');
  });

  it('are refused with another method than POST or for an unknown path', async () => {
    const { handler } = await import('../../lambdas/handlers/operate');
    expect(await handler(aRequest('/api/digests', {}, 'GET'))).toMatchObject({ statusCode: 405 });
    expect(await handler(aRequest('/api/nothing', {}))).toMatchObject({ statusCode: 404 });
    expect(await handler(aRequest('/api/constructor', {}))).toMatchObject({ statusCode: 404 });
  });
});

import { anApiRequest } from '../support/events';

const ENVIRONMENT = { ...process.env };

/** What is refused before any table is read. */
describe('publishing over HTTP', () => {
  beforeAll(() => {
    Object.assign(process.env, {
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_REGION: 'us-east-1',
      BRIEFINGS_TABLE: 'Briefings',
      DELIVERIES_TABLE: 'Deliveries',
      CONFIRMATIONS_QUEUE_URL: 'http://localhost:1/confirmations',
      SCHEDULED_TABLE: 'Scheduled',
      SCHEDULE_GROUP: 'group',
      SCHEDULE_TARGET_ARN: 'arn:aws:lambda:us-east-1:000000000000:function:scheduled',
      SCHEDULE_ROLE_ARN: 'arn:aws:iam::000000000000:role/schedules',
      NEWSLETTERS: '[]',
    });
  });
  afterAll(() => {
    process.env = ENVIRONMENT;
  });

  it('takes up to a hundred briefings per request', async () => {
    const { handler } = await import('../../lambdas/handlers/publish');
    const { statusCode, body } = await handler(
      anApiRequest('/api/briefings', Array(101).fill({ title: 'T' })),
    );
    expect(statusCode).toBe(400);
    expect(body).toContain('these are 101');
    const all = await handler(anApiRequest('/api/briefings', Array(100).fill({ title: '' })));
    expect(JSON.parse(all.body ?? '')).toMatchObject({ refused: { length: 100 } });
  });

  it('names each briefing that it refuses by its title or its place in the list', async () => {
    const { handler } = await import('../../lambdas/handlers/publish');
    const { statusCode, body } = await handler(
      anApiRequest('/api/briefings', [
        { title: 'Undated', publishedAt: 'never' },
        { title: '' },
        7,
      ]),
    );
    expect(statusCode).toBe(400);
    const { error } = JSON.parse(body ?? '');
    expect(error).toContain('"Undated" was refused');
    expect(error).toContain('Briefing 2 was refused');
    expect(error).toContain('Briefing 3 was refused');
  });
});

import { anApiRequest } from '../support/events';

const ENVIRONMENT = { ...process.env };

/** What is refused before any table is read. */
describe('the operators’ API', () => {
  beforeAll(() => {
    Object.assign(process.env, {
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_REGION: 'us-east-1',
      BRIEFINGS_TABLE: 'Briefings',
      SCHEDULED_TABLE: 'Scheduled',
      SCHEDULE_GROUP: 'group',
      TOPICS_TABLE: 'Topics',
      SUBSCRIBERS_TABLE: 'Subscribers',
      MATCHES_TABLE: 'Matches',
      DELIVERIES_TABLE: 'Deliveries',
      CONFIRMATIONS_QUEUE_URL: 'http://localhost:1/confirmations',
      ALERTS_QUEUE_URL: 'http://localhost:1/alerts',
      DEAD_LETTER_QUEUES: '{}',
      SEND_RATE: '14',
      DUE_DIGESTS_QUEUE_URL: 'http://localhost:1/due-digests',
      DIGEST_HOUR: '8',
      TIME_ZONE: 'UTC',
      TOPIC_LANGUAGE: 'en',
      MAX_TOPICS_PER_SUBSCRIBER: '100',
      INBOUND_ADDRESS: '',
    });
  });
  afterAll(() => {
    process.env = ENVIRONMENT;
  });

  it('has only POST operations at known paths', async () => {
    const { handler } = await import('../../lambdas/handlers/operate');
    expect(await handler(anApiRequest('/api/digests', {}, 'GET'))).toMatchObject({
      statusCode: 405,
    });
    expect(await handler(anApiRequest('/api/nothing', {}))).toMatchObject({ statusCode: 404 });
    expect(await handler(anApiRequest('/api/constructor', {}))).toMatchObject({ statusCode: 404 });
  });
});

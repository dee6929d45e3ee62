import { type Adapters, makeAdapters } from '../support/adapters';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { anSqsEvent } from '../support/events';
import { startServer, type TestServer } from '../support/http-server';

const ENVIRONMENT = { ...process.env };
const SECRET = 'https://briefwire.example/confirm?token=secret';
const SENT_AT = '2026-12-02T12:00:00.000Z';

/** An event about an email to `ann@example.org`, with all that SES includes. */
const anEvent = (eventType: string, deliveryId: string, fields: object = {}) =>
  JSON.stringify({
    eventType,
    mail: {
      timestamp: SENT_AT,
      messageId: 'ses-1',
      destination: ['ann@example.org'],
      headers: [{ name: 'List-Unsubscribe', value: `<${SECRET}>` }],
      commonHeaders: { to: ['ann@example.org'] },
      tags: { deliveryId: [deliveryId] },
    },
    ...fields,
  });

describe('the feedback function', () => {
  let adapters: Adapters;
  let sqs: TestServer;
  let handler: typeof import('../../lambdas/handlers/feedback').handler;
  beforeAll(async () => {
    adapters = await makeAdapters();
    sqs = await startServer((_request, response) => response.end('{}'));
    const { accessKeyId } = await adapters.client.config.credentials();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbLocal(),
      AWS_ENDPOINT_URL_SQS: sqs.url,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
      SUBSCRIBERS_TABLE: adapters.name('Subscribers'),
      DELIVERIES_TABLE: adapters.name('Deliveries'),
      EVENTS_DEAD_LETTERS_URL: `${sqs.url}/123456789012/dead-letters`,
    });
    ({ handler } = await import('../../lambdas/handlers/feedback'));
  });
  beforeEach(() => {
    sqs.bodies.length = 0;
  });
  afterAll(async () => {
    process.env = ENVIRONMENT;
    await Promise.all([sqs.stop(), adapters.remove()]);
  });

  const claim = (deliveryId: string, subscriberId = 'ann') =>
    adapters.ledger.claim(deliveryId, {
      request: { kind: 'alert', briefingId: 'border', edition: 1, subscriberId },
      now: SENT_AT,
    });
  const receive = (bodies: string[], receives = 1) => {
    const { Records } = anSqsEvent(...bodies);
    const received = Records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: String(receives) },
    }));
    return handler({ Records: received });
  };
  const mark = () => adapters.item('Deliveries', { deliveryId: 'send-events' });

  it('finishes the deliveries of Send events, and marks that their events arrived', async () => {
    await claim('alert-1');
    await claim('alert-2');
    const events = ['alert-1', 'alert-2'].map((id) => anEvent('Send', id, { send: {} }));
    expect(await receive(events)).toEqual({ batchItemFailures: [] });
    expect(await adapters.ledger.isFinished('alert-1')).toBe(true);
    expect(await adapters.ledger.isFinished('alert-2')).toBe(true);
    expect(await mark()).toMatchObject({ until: SENT_AT });
  });

  it('suppresses the address that a bounced email was sent to', async () => {
    const bounce = {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: 'ann@elsewhere.example' }],
    };
    await receive([anEvent('Bounce', 'alert-3', { bounce })]);
    expect(await adapters.subscribers.findAddress('ann@example.org')).toMatchObject({
      suppressed: 'bounce',
    });
    const forwarded = await adapters.subscribers.findAddress('ann@elsewhere.example');
    expect(forwarded).not.toHaveProperty('suppressed');
  });

  it('keeps no address and no token of an unreadable event', async () => {
    const unreadable = anEvent('Bounce', 'alert-4', { bounce: 'of ann@example.org' });
    expect(await receive([unreadable, 'ann@example.org'])).toEqual({ batchItemFailures: [] });
    expect(sqs.bodies).toHaveLength(2);
    expect(sqs.bodies.join()).toContain('alert-4');
    expect(sqs.bodies.join()).not.toMatch(/ann@example\.org|secret/);
  });

  it('keeps no address and no token of an event that could not be recorded for hours', async () => {
    // DynamoDB refuses a key that long.
    const event = anEvent('Send', 'x'.repeat(3000), { send: {} });
    expect((await receive([event], 899)).batchItemFailures).toHaveLength(1);
    expect(sqs.bodies).toEqual([]);
    expect(await receive([event], 900)).toEqual({ batchItemFailures: [] });
    expect(sqs.bodies.join()).toContain('ses-1');
    expect(sqs.bodies.join()).not.toMatch(/ann@example\.org|secret/);
  });
});

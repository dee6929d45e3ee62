import { randomUUID } from 'node:crypto';
import { ConfirmationRequests } from '../../lambdas/adapters/confirmation-requests';
import {
  confirmationIdOf,
  type DeliveryRequest,
  deliveryIdOf,
} from '../../lambdas/domain/delivery';
import { type Adapters, makeAdapters } from '../support/adapters';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { aContext, anSqsEvent } from '../support/events';
import { startServer, type TestServer } from '../support/http-server';

const ENVIRONMENT = { ...process.env };
const BUSY = `<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>
  <Message>Maximum sending rate exceeded.</Message></Error></ErrorResponse>`;
const ACCEPTED = `<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId>
  </SendRawEmailResult></SendRawEmailResponse>`;

describe('the deliver function', () => {
  let adapters: Adapters;
  let ses: TestServer;
  let sqs: TestServer;
  let busy: boolean;
  let handler: typeof import('../../lambdas/handlers/deliver').handler;
  beforeAll(async () => {
    adapters = await makeAdapters();
    ses = await startServer((_request, response) => {
      response.writeHead(busy ? 400 : 200, { 'content-type': 'text/xml' });
      response.end(busy ? BUSY : ACCEPTED);
    });
    sqs = await startServer((_request, response) => response.end('{}'));
    const { accessKeyId } = await adapters.client.config.credentials();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDbLocal(),
      AWS_ENDPOINT_URL_SES: ses.url,
      AWS_ENDPOINT_URL_SQS: sqs.url,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
      BRIEFINGS_TABLE: adapters.name('Briefings'),
      MATCHES_TABLE: adapters.name('Matches'),
      SUBSCRIBERS_TABLE: adapters.name('Subscribers'),
      DELIVERIES_TABLE: adapters.name('Deliveries'),
      DELIVERIES_QUEUE_URL: `${sqs.url}/123456789012/deliveries`,
      CONFIGURATION_SET: 'briefwire',
      SENDER: 'Briefwire <briefings@briefwire.example>',
      SITE_NAME: 'Briefwire',
      SITE_URL: 'https://briefwire.example',
      POSTAL_ADDRESS: '1 Example Street, Berlin',
      STAGE: 'test',
      WORKER_SEND_RATE: '1000',
    });
    ({ handler } = await import('../../lambdas/handlers/deliver'));
  });
  beforeEach(() => {
    busy = false;
    sqs.bodies.length = 0;
    ses.bodies.length = 0;
  });
  afterAll(async () => {
    process.env = ENVIRONMENT;
    await Promise.all([ses.stop(), sqs.stop(), adapters.remove()]);
  });

  /** Stores a request for a confirmation email to a new address. */
  const aRequest = async (): Promise<DeliveryRequest> => {
    const now = new Date().toISOString();
    const confirmation = {
      askedAt: now,
      follow: {
        address: `${randomUUID()}@example.org`,
        expressions: ['Gaza aid'],
        language: 'en' as const,
        frequency: 'instant' as const,
        timeZone: 'UTC',
        hour: 8,
      },
    };
    const deliveryId = confirmationIdOf(confirmation);
    const requests = new ConfirmationRequests(adapters.client, adapters.name('Deliveries'));
    await requests.store(deliveryId, confirmation, now);
    return { kind: 'confirm', deliveryId };
  };
  /** Invokes the function with messages that are received for the `attempt`th time. */
  const receive = (bodies: string[], attempt = 1, timeLeft = 30_000) => {
    const { Records } = anSqsEvent(...bodies);
    const received = Records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: String(attempt) },
    }));
    return handler({ Records: received }, aContext(timeLeft));
  };
  /** The delays (seconds) after which messages are to be retried. */
  const retryDelays = () =>
    sqs.bodies.map((body) => (JSON.parse(body) as { VisibilityTimeout: number }).VisibilityTimeout);

  it('sends the email and deletes its message', async () => {
    const request = await aRequest();
    expect(await receive([JSON.stringify(request)])).toEqual({ batchItemFailures: [] });
    expect(ses.bodies).toHaveLength(1);
    expect(await adapters.ledger.isFinished(deliveryIdOf(request))).toBe(true);
    expect(retryDelays()).toEqual([]);
  });

  it.each([
    [1, 5],
    [2, 10],
    [4, 40],
    [12, 900],
  ])('retries for the %ith time after %i seconds if SES throttles', async (attempt, seconds) => {
    busy = true;
    const body = JSON.stringify(await aRequest());
    expect(await receive([body], attempt)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }],
    });
    expect(retryDelays()).toEqual([seconds]);
    busy = false;
    expect(await receive([body])).toEqual({ batchItemFailures: [] });
  });

  it('does not start an email without enough time left, but retries it immediately', async () => {
    const body = JSON.stringify(await aRequest());
    expect((await receive([body], 1, 13_000)).batchItemFailures).toHaveLength(1);
    expect(ses.bodies).toEqual([]);
    expect(retryDelays()).toEqual([1]);
    expect(await receive([body])).toEqual({ batchItemFailures: [] });
    expect(ses.bodies).toHaveLength(1);
  });

  it('leaves an email to the worker that is sending it', async () => {
    const request = await aRequest();
    const now = new Date().toISOString();
    await adapters.ledger.claim(deliveryIdOf(request), { request, now });
    const { batchItemFailures } = await receive([JSON.stringify(request)]);
    expect(batchItemFailures).toEqual([]);
    expect(ses.bodies).toEqual([]);
  });

  it('sends the valid messages of a batch if one is invalid', async () => {
    const requests = [await aRequest(), await aRequest()];
    const [one, other] = requests.map((request) => JSON.stringify(request));
    const invalid = '{"kind": "parcel"}';
    expect(await receive([String(one), invalid, String(other)])).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-2' }],
    });
    expect(ses.bodies).toHaveLength(2);
  });
});

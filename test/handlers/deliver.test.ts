import { createHash, randomUUID } from 'node:crypto';
import { RequestedEmails } from '../../lambdas/adapters/requested-emails';
import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import { type RequestedEmail, requestedEmailIdOf } from '../../lambdas/domain/requested-email';
import { type Adapters, makeAdapters } from '../support/adapters';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { aContext, anSqsEvent } from '../support/events';
import { startServer, type TestServer } from '../support/http-server';

const ENVIRONMENT = { ...process.env };
const throttling = (message: string) => `<ErrorResponse><Error><Type>Sender</Type>
  <Code>Throttling</Code><Message>${message}</Message></Error></ErrorResponse>`;
const THROTTLED = throttling('Maximum sending rate exceeded.');
const QUOTA_EXCEEDED = throttling('Daily message quota exceeded.');
const ACCEPTED = `<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId>
  </SendRawEmailResult></SendRawEmailResponse>`;

describe('the deliver function', () => {
  let adapters: Adapters;
  let ses: TestServer;
  let sqs: TestServer;
  /** SES's answer; none if it is undefined. */
  let answer: string | undefined;
  let handler: typeof import('../../lambdas/handlers/deliver').handler;
  beforeAll(async () => {
    adapters = await makeAdapters();
    ses = await startServer((_request, response) => {
      if (answer === undefined) return void response.destroy();
      response.writeHead(answer === ACCEPTED ? 200 : 400, { 'content-type': 'text/xml' });
      response.end(answer);
    });
    sqs = await startServer((_request, response, body) => {
      response.end(JSON.stringify({ Successful: acceptedBy(body) }));
    });
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
      NEWSLETTERS: '[]',
      MATCHES_TABLE: adapters.name('Matches'),
      SUBSCRIBERS_TABLE: adapters.name('Subscribers'),
      DELIVERIES_TABLE: adapters.name('Deliveries'),
      CONFIRMATIONS_QUEUE_URL: `${sqs.url}/123456789012/confirmations`,
      ALERTS_QUEUE_URL: `${sqs.url}/123456789012/alerts`,
      DIGESTS_QUEUE_URL: `${sqs.url}/123456789012/digests`,
      CONFIGURATION_SET: 'briefwire',
      SENDER: 'Briefwire <briefings@briefwire.example>',
      SITE_NAME: 'Briefwire',
      BRAND: JSON.stringify({ name: 'Briefwire', accent: '#8a1c3a', accentDark: '#c98b9b' }),
      SITE_URL: 'https://briefwire.example',
      INBOUND_ADDRESS: '',
      POSTAL_ADDRESS: '1 Example Street, Berlin',
      STAGE: 'test',
      SEND_RATE: '1000',
      ALERT_WINDOW_MINUTES: '15',
      MAX_ALERTS_PER_DAY: '20',
    });
    ({ handler } = await import('../../lambdas/handlers/deliver'));
  });
  beforeEach(() => {
    answer = ACCEPTED;
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
    const confirmation: RequestedEmail = {
      about: 'follow',
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
    const deliveryId = requestedEmailIdOf(confirmation);
    const requests = new RequestedEmails(adapters.client, adapters.name('Deliveries'));
    await requests.store(confirmation, now);
    return { kind: 'confirm', deliveryId };
  };
  /** Invokes the function with messages. */
  const receive = (bodies: string[], timeLeft = 30_000) =>
    handler(anSqsEvent(...bodies), aContext(timeLeft));
  /** The messages that were queued: the queue, the request and the delay in seconds. */
  const queued = () =>
    sqs.bodies.flatMap((body) => {
      const { QueueUrl, Entries } = JSON.parse(body) as SendMessages;
      return Entries.map(({ MessageBody, DelaySeconds = 0 }) => ({
        lane: QueueUrl.split('/').at(-1),
        request: JSON.parse(MessageBody),
        seconds: DelaySeconds,
      }));
    });

  it('sends the email and deletes its message', async () => {
    const request = await aRequest();
    expect(await receive([JSON.stringify(request)])).toEqual({ batchItemFailures: [] });
    expect(ses.bodies).toHaveLength(1);
    expect(await adapters.ledger.isFinished(deliveryIdOf(request))).toBe(true);
    expect(queued()).toEqual([]);
  });

  it('queues a new message if SES throttles, and doubles its delay with each attempt', async () => {
    answer = THROTTLED;
    const request = await aRequest();
    const body = JSON.stringify(request);
    for (const seconds of [1, 2, 4]) {
      sqs.bodies.length = 0;
      expect(await receive([body])).toEqual({ batchItemFailures: [] });
      expect(queued()).toEqual([{ lane: 'confirmations', request, seconds }]);
    }
    answer = ACCEPTED;
    sqs.bodies.length = 0;
    expect(await receive([body])).toEqual({ batchItemFailures: [] });
    expect(queued()).toEqual([]);
    expect(await adapters.ledger.isFinished(deliveryIdOf(request))).toBe(true);
  });

  it('queues a new message instead of an email that has not enough time left', async () => {
    const request = await aRequest();
    const body = JSON.stringify(request);
    expect(await receive([body], 13_000)).toEqual({ batchItemFailures: [] });
    expect(ses.bodies).toEqual([]);
    expect(queued()).toEqual([{ lane: 'confirmations', request, seconds: 0 }]);
    // It was no attempt.
    expect(
      await adapters.item('Deliveries', { deliveryId: deliveryIdOf(request) }),
    ).not.toHaveProperty('attempts');
    await receive([body]);
    expect(ses.bodies).toHaveLength(1);
  });

  it('needs no further message for an email that another worker is sending', async () => {
    const request = await aRequest();
    const now = new Date().toISOString();
    await adapters.ledger.claim(deliveryIdOf(request), { request, now });
    expect(await receive([JSON.stringify(request)])).toEqual({ batchItemFailures: [] });
    expect(ses.bodies).toEqual([]);
    expect(queued()).toEqual([]);
  });

  it('needs no further message if the result is unknown, because the claim stays', async () => {
    answer = undefined;
    const request = await aRequest();
    expect(await receive([JSON.stringify(request)])).toEqual({ batchItemFailures: [] });
    expect(queued()).toEqual([]);
    const stored = await adapters.item('Deliveries', { deliveryId: deliveryIdOf(request) });
    expect(stored).toMatchObject({ status: 'claimed' });
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

  // It is the last one, because afterwards the account has no quota left.
  it('stops sending for a while once the daily quota is used up, and counts no attempt', async () => {
    answer = QUOTA_EXCEEDED;
    const first = await aRequest();
    await receive([JSON.stringify(first)]);
    expect(ses.bodies).toHaveLength(1);
    expect(queued()).toEqual([{ lane: 'confirmations', request: first, seconds: 60 }]);

    sqs.bodies.length = 0;
    const others = [await aRequest(), await aRequest()];
    // 100 ms to wait for the end of the pause.
    await receive(
      others.map((request) => JSON.stringify(request)),
      14_100,
    );
    expect(ses.bodies).toHaveLength(1);
    expect(queued()).toMatchObject(others.map((request) => ({ request })));
    expect(queued().every(({ seconds }) => seconds <= 60)).toBe(true);
    for (const request of others) {
      const key = { deliveryId: deliveryIdOf(request) };
      expect(await adapters.item('Deliveries', key)).not.toHaveProperty('attempts');
    }
  });
});

interface SendMessages {
  QueueUrl: string;
  Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[];
}

/** SQS's answer that it accepted all messages. */
function acceptedBy(body: string) {
  return (JSON.parse(body) as SendMessages).Entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: Id,
    MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
  }));
}

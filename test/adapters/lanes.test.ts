import { createHash } from 'node:crypto';
import { Lanes } from '../../lambdas/adapters/lanes';
import { connectSqs } from '../../lambdas/adapters/queue';
import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import { startServer, type TestServer } from '../support/http-server';
import { pointSdkAt } from '../support/sdk-environment';

interface SqsRequest {
  QueueUrl: string;
  Entries?: { Id: string; MessageBody: string; DelaySeconds?: number }[];
}

describe('the lanes', () => {
  let sqs: TestServer;
  let restoreEnvironment: () => void;
  let lanes: Lanes;
  beforeAll(async () => {
    sqs = await startServer((_request, response, body) => {
      const { Entries } = JSON.parse(body) as SqsRequest;
      const answer = Entries
        ? {
            Successful: Entries.map(({ Id, MessageBody }) => ({
              Id,
              MessageId: Id,
              MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
            })),
          }
        : {
            Attributes: {
              ApproximateNumberOfMessages: '70',
              ApproximateNumberOfMessagesNotVisible: '20',
              ApproximateNumberOfMessagesDelayed: '5',
            },
          };
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer));
    });
    restoreEnvironment = pointSdkAt('SQS', sqs.url);
    lanes = new Lanes(connectSqs(), {
      alerts: `${sqs.url}/123456789012/alerts`,
      digests: `${sqs.url}/123456789012/digests`,
    });
  });
  beforeEach(() => {
    sqs.bodies.length = 0;
  });
  afterAll(async () => {
    restoreEnvironment();
    await sqs.stop();
  });

  const anAlertTo = (subscriberId: string): DeliveryRequest => ({
    kind: 'alert',
    briefingId: 'border',
    edition: 1,
    subscriberId,
  });
  const aDigestTo = (subscriberId: string): DeliveryRequest => ({
    kind: 'digest',
    frequency: 'daily',
    round: 0,
    subscriberId,
  });
  /** What was sent, by the last part of the queue's URL. */
  const sent = () =>
    sqs.bodies.map((body) => {
      const { QueueUrl, Entries = [] } = JSON.parse(body) as SqsRequest;
      return [
        QueueUrl.split('/').at(-1),
        Entries.map(({ MessageBody, DelaySeconds }) => [
          JSON.parse(MessageBody).subscriberId,
          DelaySeconds,
        ]),
      ];
    });

  it('take each delivery to the queue of its kind', async () => {
    await lanes.send([anAlertTo('ann'), aDigestTo('bob'), anAlertTo('cat')], 30);
    expect(sent()).toEqual([
      [
        'alerts',
        [
          ['ann', 30],
          ['cat', 30],
        ],
      ],
      ['digests', [['bob', 30]]],
    ]);
  });

  it('count the messages that wait, are in flight or are delayed', async () => {
    expect(await lanes.countMessages('digests')).toBe(95);
  });

  it('refuse one that the function was not given', async () => {
    await expect(lanes.countMessages('confirmations')).rejects.toThrow('"confirmations"');
  });
});

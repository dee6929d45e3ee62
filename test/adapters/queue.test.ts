import { createHash } from 'node:crypto';
import { connectSqs, WorkQueue } from '../../lambdas/adapters/queue';
import { startServer, type TestServer } from '../support/http-server';

const ENVIRONMENT = { ...process.env };

interface Entry {
  Id: string;
  MessageBody: string;
}
interface SqsRequest {
  QueueUrl: string;
  Entries: Entry[];
  ReceiptHandle: string;
  VisibilityTimeout: number;
}

/** SQS refuses single messages of a batch only when it is in trouble, so a server says so here. */
describe('the queue of work', () => {
  let sqs: TestServer;
  /** Whether SQS refuses the message this time. */
  let refuses: (entry: Entry, round: number) => boolean;
  let queue: WorkQueue<number>;
  let url = '';
  beforeAll(async () => {
    sqs = await startServer((_request, response, body) => {
      const { Entries = [] } = JSON.parse(body) as SqsRequest;
      const refused = Entries.filter((entry) => refuses(entry, sqs.bodies.length));
      const taken = Entries.filter((entry) => !refused.includes(entry));
      const answer = {
        Successful: taken.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: Id,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        })),
        Failed: refused.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
      };
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer));
    });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SQS: sqs.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    url = `${sqs.url}/123456789012/deliveries`;
    queue = new WorkQueue<number>(connectSqs(), url);
  });
  beforeEach(() => {
    sqs.bodies.length = 0;
    refuses = () => false;
  });
  afterAll(async () => {
    process.env = ENVIRONMENT;
    await sqs.stop();
  });

  const requests = () => sqs.bodies.map((body) => JSON.parse(body) as SqsRequest);
  const messages = () =>
    requests().map(({ Entries }) => Entries.map(({ MessageBody }) => Number(MessageBody)));

  it('takes any number of messages, ten at a time', async () => {
    const numbers = Array.from({ length: 123 }, (_, number) => number);
    await queue.send(numbers);
    expect(messages().every((batch) => batch.length <= 10)).toBe(true);
    expect(
      messages()
        .flat()
        .sort((a, b) => a - b),
    ).toEqual(numbers);
  });

  it('takes every character, those that SQS refuses among them', async () => {
    const typed = 'é \uFFFF \uFFFE \u0000 \ud800 😀';
    await new WorkQueue<string>(connectSqs(), url).send([typed]);
    const body = requests()[0]?.Entries[0]?.MessageBody ?? '';
    expect(body).toMatch(/^[\x20-\x7E]*$/);
    expect(JSON.parse(body)).toBe(typed);
  });

  it('is not spoken to about nothing', async () => {
    await queue.send([]);
    expect(requests()).toEqual([]);
  });

  it('is sent again what it refused of a batch, and that alone', async () => {
    refuses = ({ MessageBody }, round) => round === 1 && Number(MessageBody) % 2 === 1;
    await queue.send([1, 2, 3, 4, 5]);
    expect(messages()).toEqual([
      [1, 2, 3, 4, 5],
      [1, 3, 5],
    ]);
  });

  it('fails, and so has the work done again, when a message is refused again and again', async () => {
    refuses = ({ MessageBody }) => MessageBody === '2';
    await expect(queue.send([1, 2])).rejects.toThrow('SQS refused 1 messages');
    expect(messages()[0]).toEqual([1, 2]);
    expect(messages().slice(1)).toEqual(Array(messages().length - 1).fill([2]));
  });

  it('gives a message back after the time that was asked for, half a day at most', async () => {
    await queue.retryAfter('receipt-1', 600);
    await queue.retryAfter('receipt-2', 1_000_000);
    expect(requests()).toMatchObject([
      { QueueUrl: url, ReceiptHandle: 'receipt-1', VisibilityTimeout: 600 },
      { QueueUrl: url, ReceiptHandle: 'receipt-2', VisibilityTimeout: 43_200 },
    ]);
  });
});

import { createHash } from 'node:crypto';
import { connectSqs, WorkQueue } from '../../lambdas/adapters/queue';
import { startServer, type TestServer } from '../support/http-server';
import { pointSdkAt } from '../support/sdk-environment';

interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds?: number;
}
interface SqsRequest {
  QueueUrl: string;
  Entries: Entry[];
}

/** SQS rejects single messages of a batch only during a fault, so this test uses its own server. */
describe('a work queue', () => {
  let sqs: TestServer;
  let restoreEnvironment: () => void;
  /** Whether SQS rejects the message in this request. */
  let rejects: (entry: Entry, request: number) => boolean;
  /** What SQS counts, by the end of the attribute's name. */
  let counts: Record<string, string>;
  let inFlight = 0;
  let maxInFlight = 0;
  /** SQS answers its first requests once this many are in flight. */
  let answersAfter = 0;
  let queue: WorkQueue<number>;
  let url = '';
  beforeAll(async () => {
    sqs = await startServer(async (_request, response, body) => {
      const { Entries = [] } = JSON.parse(body) as SqsRequest;
      inFlight += 1;
      maxInFlight = Math.max(maxInFlight, inFlight);
      while (maxInFlight < answersAfter) await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      const rejected = Entries.filter((entry) => rejects(entry, sqs.bodies.length));
      const accepted = Entries.filter((entry) => !rejected.includes(entry));
      const answer = {
        Successful: accepted.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: Id,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        })),
        Attributes: Object.fromEntries(
          Object.entries(counts).map(([name, count]) => [`ApproximateNumberOf${name}`, count]),
        ),
        Failed: rejected.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
      };
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer));
    });
    restoreEnvironment = pointSdkAt('SQS', sqs.url);
    url = `${sqs.url}/123456789012/deliveries`;
    queue = new WorkQueue<number>(connectSqs(), url);
  });
  beforeEach(() => {
    sqs.bodies.length = 0;
    rejects = () => false;
    counts = {};
    maxInFlight = 0;
    answersAfter = 0;
  });
  afterAll(async () => {
    restoreEnvironment();
    await sqs.stop();
  });

  const requests = () => sqs.bodies.map((body) => JSON.parse(body) as SqsRequest);
  const messages = () =>
    requests().map(({ Entries }) => Entries.map(({ MessageBody }) => Number(MessageBody)));

  it('sends any number of messages, in batches of ten', async () => {
    const numbers = Array.from({ length: 123 }, (_, number) => number);
    await queue.send(numbers);
    expect(messages().every((batch) => batch.length <= 10)).toBe(true);
    expect(
      messages()
        .flat()
        .sort((a, b) => a - b),
    ).toEqual(numbers);
  });

  it('sends any character, including those that SQS rejects', async () => {
    const typed = 'é \uFFFF \uFFFE \u0000 \ud800 😀';
    await new WorkQueue<string>(connectSqs(), url).send([typed]);
    const body = requests()[0]?.Entries[0]?.MessageBody ?? '';
    expect(body).toMatch(/^[\x20-\x7E]*$/);
    expect(JSON.parse(body)).toBe(typed);
  });

  it('sends no request if there are no messages', async () => {
    await queue.send([]);
    expect(requests()).toEqual([]);
  });

  it('retries only the rejected messages of a batch', async () => {
    rejects = ({ MessageBody }, request) => request === 1 && Number(MessageBody) % 2 === 1;
    await queue.send([1, 2, 3, 4, 5]);
    expect(messages()).toEqual([
      [1, 2, 3, 4, 5],
      [1, 3, 5],
    ]);
  });

  it('throws if a message is rejected repeatedly', async () => {
    rejects = ({ MessageBody }) => MessageBody === '2';
    await expect(queue.send([1, 2])).rejects.toThrow('SQS rejected 1 messages');
    expect(messages()[0]).toEqual([1, 2]);
    expect(messages().slice(1)).toEqual(Array(messages().length - 1).fill([2]));
  });

  it('delays messages for the requested time', async () => {
    await queue.send([1], 600);
    await queue.send([2]);
    const entries = requests().flatMap(({ Entries }) => Entries);
    expect(entries).toMatchObject([{ MessageBody: '1', DelaySeconds: 600 }, { MessageBody: '2' }]);
    expect(entries[1]).not.toHaveProperty('DelaySeconds');
  });

  it('counts the messages that are visible, in flight and delayed', async () => {
    counts = { Messages: '12', MessagesNotVisible: '3', MessagesDelayed: '40' };
    expect(await queue.countMessages()).toBe(55);
    expect(requests()[0]?.QueueUrl).toBe(url);
  });

  it('sends 16 batches at a time', async () => {
    answersAfter = 16;
    await queue.send(Array.from({ length: 1_000 }, (_, number) => number));
    expect(requests()).toHaveLength(100);
    expect(maxInFlight).toBe(16);
  });
});

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import type { LocalStack } from '../../lib/local/local-stack';
import { mockHandlers, seenEnvironments } from './fixture/mock-handlers';
import { resetMockHandlers, startFixture } from './fixture/service';

let stack: LocalStack;
let sqs: SQSClient;

beforeAll(async () => {
  stack = await startFixture({ retryDelayMs: 0 });
  sqs = new SQSClient(clientSettings(process.env.AWS_ENDPOINT_URL_SQS ?? '', 'local'));
});
beforeEach(resetMockHandlers);
afterAll(async () => {
  sqs.destroy();
  await stack.stop();
});

async function send(...bodies: string[]): Promise<void> {
  const QueueUrl = seenEnvironments.http?.WORK_QUEUE_URL;
  for (const MessageBody of bodies) {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
}

function bodiesOf({ Records }: SQSEvent): string[] {
  return Records.map(({ body }) => body);
}

describe('a queue', () => {
  it('passes its messages to the function, in batches no larger than declared', async () => {
    const batches: SQSEvent[] = [];
    mockHandlers.queue = (event: SQSEvent) => void batches.push(event);
    await send('a', 'b', 'c', 'd', 'e', 'f');
    await stack.idle();
    expect(batches.flatMap(bodiesOf).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(Math.max(...batches.map(({ Records }) => Records.length))).toBeLessThanOrEqual(4);
    expect(batches[0]?.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
    });
  });

  it('retries only the messages that the function reported as failed', async () => {
    const seen: string[] = [];
    mockHandlers.queue = ({ Records }: SQSEvent) => {
      seen.push(...Records.map(({ body }) => body));
      const failed = Records.filter(
        ({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1',
      );
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
    await send('good', 'bad');
    await stack.idle();
    expect(seen.sort()).toEqual(['bad', 'bad', 'good']);
    expect(await stack.messages('WorkDead')).toEqual([]);
  });

  it('moves a message that keeps failing to its dead-letter queue', async () => {
    let invocations = 0;
    mockHandlers.queue = () => {
      invocations += 1;
      throw new Error('never');
    };
    await send('poison');
    await stack.idle();
    expect(invocations).toBe(2);
    expect(await stack.messages('WorkDead')).toEqual(['poison']);
  });

  it('treats a malformed response as a failure of the whole batch', async () => {
    const receiveCounts: string[] = [];
    mockHandlers.queue = ({ Records }: SQSEvent) => {
      receiveCounts.push(...Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
      return receiveCounts.length === 1 ? { batchItemFailures: [{ itemIdentifier: '' }] } : {};
    };
    await send('again');
    await stack.idle();
    expect(receiveCounts).toEqual(['1', '2']);
  });

  it('has no more batches in progress than declared', async () => {
    let running = 0;
    let maxRunning = 0;
    const twoRunning = new Promise<void>((resolve) => {
      mockHandlers.queue = async () => {
        running += 1;
        maxRunning = Math.max(maxRunning, running);
        if (running === 2) resolve();
        await twoRunning;
        // Time enough for a third batch to be received, if that were allowed.
        for (let call = 0; call < 10; call += 1) await stack.messages('WorkQueue');
        running -= 1;
      };
    });
    await send(...Array.from({ length: 20 }, (_, index) => String(index)));
    await stack.idle();
    expect(maxRunning).toBe(2);
  });

  it('keeps the stack busy until its messages are processed', async () => {
    const bodies: string[] = [];
    const started = new Promise<void>((resolve) => {
      mockHandlers.queue = async (event: SQSEvent) => {
        resolve();
        await released;
        if (bodiesOf(event).includes('first')) await send('second');
        bodies.push(...bodiesOf(event));
      };
    });
    const [released, release] = gate();
    await send('first');
    await started;
    const idle = stack.idle();
    release();
    await idle;
    expect(bodies).toEqual(['first', 'second']);
  });

  it('is named if it still has messages when the timeout passes', async () => {
    const [released, release] = gate();
    mockHandlers.queue = () => released;
    await send('slow');
    await expect(stack.idle(200)).rejects.toThrow(
      /^The local stack was still busy after 0.2 seconds; messages: 1 in WorkQueue\w+\.$/,
    );
    release();
    await stack.idle();
  });
});

/** A promise, and the function that resolves it. */
function gate(): [Promise<void>, () => void] {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [promise, () => open()];
}

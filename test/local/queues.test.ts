import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import type { LocalStack } from '../../lib/local/local-stack';
import { behaviours, seenEnvironments } from './fixture/behaviours';
import { forgetBehaviours, startFixture } from './fixture/service';

let stack: LocalStack;
let sqs: SQSClient;

beforeAll(async () => {
  stack = await startFixture({ retryDelayMs: 0 });
  sqs = new SQSClient(clientSettings(process.env.AWS_ENDPOINT_URL_SQS ?? '', 'local'));
});
beforeEach(forgetBehaviours);
afterAll(async () => {
  sqs.destroy();
  await stack.stop();
});

async function send(...bodies: string[]): Promise<void> {
  const QueueUrl = seenEnvironments.door?.WORK_QUEUE_URL;
  for (const MessageBody of bodies) {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
}

function bodiesOf({ Records }: SQSEvent): string[] {
  return Records.map(({ body }) => body);
}

describe('a queue', () => {
  it('gives its messages to the function, in batches no larger than declared', async () => {
    const batches: SQSEvent[] = [];
    behaviours.work = (event: SQSEvent) => void batches.push(event);
    await send('a', 'b', 'c', 'd', 'e', 'f');
    await stack.idle();
    expect(batches.flatMap(bodiesOf).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(Math.max(...batches.map(({ Records }) => Records.length))).toBeLessThanOrEqual(4);
    expect(batches[0]?.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
    });
  });

  it('gives back only the messages that the function named as failed', async () => {
    const seen: string[] = [];
    behaviours.work = ({ Records }: SQSEvent) => {
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

  it('moves what fails again and again to its dead-letter queue', async () => {
    let invocations = 0;
    behaviours.work = () => {
      invocations += 1;
      throw new Error('never');
    };
    await send('poison');
    await stack.idle();
    expect(invocations).toBe(2);
    expect(await stack.messages('WorkDead')).toEqual(['poison']);
  });

  it('takes a malformed answer for a failure of the whole batch', async () => {
    const receiveCounts: string[] = [];
    behaviours.work = ({ Records }: SQSEvent) => {
      receiveCounts.push(...Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
      return receiveCounts.length === 1 ? { batchItemFailures: [{ itemIdentifier: '' }] } : {};
    };
    await send('again');
    await stack.idle();
    expect(receiveCounts).toEqual(['1', '2']);
  });

  it('has no more batches worked on at once than declared', async () => {
    let running = 0;
    let most = 0;
    behaviours.work = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(40);
      running -= 1;
    };
    await send(...Array.from({ length: 20 }, (_, index) => String(index)));
    await stack.idle();
    expect(most).toBe(2);
  });

  it('keeps the stack from being idle until its messages are done with', async () => {
    let done = 0;
    behaviours.work = async ({ Records }: SQSEvent) => {
      await sleep(200);
      if (bodiesOf({ Records }).includes('first')) await send('second');
      done += Records.length;
    };
    await send('first');
    await stack.idle();
    expect(done).toBe(2);
  });

  it('says what is left when patience runs out', async () => {
    behaviours.work = () => sleep(600);
    await send('slow');
    await expect(stack.idle(200)).rejects.toThrow(
      /^The local stack was still busy after 0.2 seconds; messages: 1 in WorkQueue\w+\.$/,
    );
    await stack.idle();
  });
});

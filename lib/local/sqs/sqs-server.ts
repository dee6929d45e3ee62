import path from 'node:path';
import { CreateQueueCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { DeclaredQueue } from '../declared/queues';
import { startServerThread } from '../processes/worker';

const countsSchema = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);

const messageSchema = z.object({ body: z.string() });

const contentSchema = z.object({
  messages: z.object({
    ready: z.array(messageSchema),
    delayed: z.array(messageSchema),
    inflight: z.array(z.object({ message: messageSchema })),
  }),
});

/** SQS on this machine. */
export interface SqsServer {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  createQueues(queues: readonly DeclaredQueue[]): Promise<void>;
  /** Puts a JSON text into a queue. */
  send(queueUrl: string, body: string): Promise<void>;
  /** How many messages each queue holds, by name: waiting, delayed and being worked on. */
  messageCounts(): Promise<Map<string, number>>;
  /** The bodies of all messages in a queue, which stay there. */
  messages(queueName: string): Promise<string[]>;
  stop(): Promise<void>;
}

/**
 * Starts `fauxqs` on a free port.
 *
 * @param dataDirectory where its queues keep what lies in them; in memory when absent.
 */
export async function startSqs(
  client: (endpoint: string) => SQSClient,
  dataDirectory?: string,
): Promise<SqsServer> {
  const file = dataDirectory && path.join(dataDirectory, 'queues.jsonl');
  const thread = await startServerThread('sqs/sqs-worker.mjs', { file });
  const endpoint = `http://127.0.0.1:${thread.port}`;
  const sqs = client(endpoint);
  return {
    endpoint,
    createQueues: async (queues) => {
      for (const { name, attributes } of queues) {
        await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
      }
    },
    send: async (QueueUrl, MessageBody) => {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: escaped(MessageBody) }));
    },
    messageCounts: async () => {
      const queues = countsSchema.parse(await getJson(`${endpoint}/_fauxqs/queues`));
      return new Map(queues.map((queue) => [queue.name, sizeOf(queue)]));
    },
    messages: async (queueName) => {
      const content = await getJson(`${endpoint}/_fauxqs/queues/${queueName}`);
      const { ready, delayed, inflight } = contentSchema.parse(content).messages;
      const taken = inflight.map(({ message }) => message);
      return [...taken, ...ready, ...delayed].map(({ body }) => body);
    },
    stop: async () => {
      sqs.destroy();
      await thread.stop();
    },
  };
}

/**
 * The same JSON without the characters that SQS refuses, and those beyond U+FFFF, which fauxqs
 * refuses besides: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function escaped(json: string): string {
  return json.replace(
    /[\uD800-\uDFFF\uFFFE\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

function sizeOf(queue: z.output<typeof countsSchema>[number]): number {
  return (
    queue.approximateMessageCount + queue.approximateInflightCount + queue.approximateDelayedCount
  );
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}

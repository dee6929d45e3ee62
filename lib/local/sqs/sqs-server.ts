import path from 'node:path';
import { z } from 'zod';
import { startServerThread } from '../processes/server-thread';
import type { QueueDefinition } from '../template/queues';
import { LocalSqsClient } from './sqs-client';

const countsSchema = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
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
  createQueues(queues: readonly QueueDefinition[]): Promise<void>;
  /** Sends a JSON text to a queue. */
  send(queueUrl: string, body: string): Promise<void>;
  /**
   * The number of messages in each queue, by name: available and in flight. A message that was sent with a
   * delay counts when its time has come, like the work of a schedule.
   */
  messageCounts(): Promise<Map<string, number>>;
  /** The bodies of all messages in a queue, without receiving them. */
  messages(queueName: string): Promise<string[]>;
  stop(): Promise<void>;
}

export interface SqsServerOptions {
  /** Where the queues store their messages. By default they are held in memory. */
  readonly dataDirectory?: string | undefined;
  /** Called with a line about an incomplete message that was dropped. */
  readonly report?: ((line: string) => void) | undefined;
}

/**
 * Starts `fauxqs` on a free port.
 *
 * @throws LocalStackError naming the file of the stored messages if it is damaged.
 */
export async function startSqs({
  dataDirectory,
  report = () => {},
}: SqsServerOptions): Promise<SqsServer> {
  const file = dataDirectory && path.join(dataDirectory, 'queues.jsonl');
  const thread = await startServerThread('sqs/sqs-worker.mjs', { file });
  if (thread.note !== undefined) report(thread.note);
  const endpoint = `http://127.0.0.1:${thread.port}`;
  const sqs = new LocalSqsClient(endpoint);
  return {
    endpoint,
    createQueues: async (queues) => {
      for (const { name, attributes } of queues) {
        await sqs.call('CreateQueue', { QueueName: name, Attributes: attributes });
      }
    },
    send: async (QueueUrl, MessageBody) => {
      await sqs.call('SendMessage', { QueueUrl, MessageBody: escapeJson(MessageBody) });
    },
    messageCounts: async () => {
      const queues = countsSchema.parse(await getJson(`${endpoint}/_fauxqs/queues`));
      return new Map(queues.map((queue) => [queue.name, sizeOf(queue)]));
    },
    messages: async (queueName) => {
      const content = await getJson(`${endpoint}/_fauxqs/queues/${queueName}`);
      const { ready, delayed, inflight } = contentSchema.parse(content).messages;
      const inFlight = inflight.map(({ message }) => message);
      return [...inFlight, ...ready, ...delayed].map(({ body }) => body);
    },
    stop: async () => {
      sqs.destroy();
      await thread.stop();
    },
  };
}

/**
 * Escapes the characters in JSON that SQS refuses, and those beyond U+FFFF, which fauxqs refuses.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function escapeJson(json: string): string {
  return json.replace(
    /[\uD800-\uDFFF\uFFFE\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

function sizeOf(queue: z.output<typeof countsSchema>[number]): number {
  return queue.approximateMessageCount + queue.approximateInflightCount;
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}

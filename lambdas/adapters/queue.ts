import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** SQS's own bounds: 10 messages and 256 KiB a batch; ours are far smaller than a tenth of that. */
const MAX_MESSAGES_PER_BATCH = 10;
const MAX_ATTEMPTS = 5;
/** Batches under way at once. */
const MAX_CONCURRENT_BATCHES = 8;

export function connectSqs(): SQSClient {
  return new SQSClient({ maxAttempts: 5 });
}

/** A queue of work, whose messages are JSON. */
export class WorkQueue<T> {
  constructor(
    private readonly client: SQSClient,
    private readonly url: string,
  ) {}

  /** Puts every message into the queue, or throws: some may be in it then, which does no harm. */
  readonly send = async (messages: T[]): Promise<void> => {
    const batches: T[][] = [];
    for (let start = 0; start < messages.length; start += MAX_MESSAGES_PER_BATCH) {
      batches.push(messages.slice(start, start + MAX_MESSAGES_PER_BATCH));
    }
    for (let start = 0; start < batches.length; start += MAX_CONCURRENT_BATCHES) {
      const group = batches.slice(start, start + MAX_CONCURRENT_BATCHES);
      await Promise.all(group.map((batch) => this.sendBatch(batch)));
    }
  };

  /** Lets the message come back after so many seconds (at most SQS's 12 hours), not sooner or later. */
  readonly retryAfter = async (receiptHandle: string, seconds: number): Promise<void> => {
    await this.client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: this.url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: Math.min(seconds, 43_200),
      }),
    );
  };

  private async sendBatch(messages: T[]): Promise<void> {
    let waiting: SendMessageBatchRequestEntry[] = messages.map((message, index) => ({
      Id: String(index),
      MessageBody: asciiJson(message),
    }));
    for (let tries = 1; ; tries += 1) {
      const { Failed = [] } = await this.client.send(
        new SendMessageBatchCommand({ QueueUrl: this.url, Entries: waiting }),
      );
      if (Failed.length === 0) return;
      if (tries === MAX_ATTEMPTS) throw new Error(`SQS refused ${Failed.length} messages.`);
      const failed = new Set(Failed.map(({ Id }) => Id));
      waiting = waiting.filter(({ Id }) => failed.has(Id));
    }
  }
}

/**
 * JSON in ASCII: SQS refuses characters that a person may type, such as U+FFFF.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function asciiJson(message: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(message).replace(/[\u007F-\uFFFF]/g, escaped);
}

import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SQSClient,
} from '@aws-sdk/client-sqs';

/**
 * SQS's limit. A batch can have 256 KiB, which ten of our messages never reach.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const MAX_MESSAGES_PER_BATCH = 10;
const MAX_ATTEMPTS = 5;
/** Enough that the time of one round trip hardly counts, and fewer than the SDK's 50 connections. */
const MAX_CONCURRENT_BATCHES = 16;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

export function connectSqs(): SQSClient {
  return new SQSClient({ maxAttempts: MAX_ATTEMPTS });
}

/** An SQS queue whose messages are JSON. */
export class WorkQueue<T> {
  constructor(
    private readonly client: SQSClient,
    private readonly url: string,
  ) {}

  /**
   * Sends all messages, to be received after `delaySeconds` (at most 900, SQS's limit).
   *
   * @throws Error if SQS rejects a message repeatedly. The queue may then have some of the messages;
   * sending all of them again is harmless, because every message may be processed twice.
   */
  readonly send = async (messages: T[], delaySeconds = 0): Promise<void> => {
    let start = 0;
    const sendUntilEmpty = async () => {
      while (start < messages.length) {
        const batch = messages.slice(start, start + MAX_MESSAGES_PER_BATCH);
        start += MAX_MESSAGES_PER_BATCH;
        await this.sendBatch(batch, delaySeconds);
      }
    };
    await Promise.all(Array.from({ length: MAX_CONCURRENT_BATCHES }, sendUntilEmpty));
  };

  /**
   * The number of messages that no worker has finished: visible, in flight and delayed. SQS counts them
   * approximately, and takes up to a minute to be right:
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
   */
  readonly countMessages = async (): Promise<number> => {
    const { Attributes = {} } = await this.client.send(
      new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: [...COUNTS] }),
    );
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };

  private async sendBatch(messages: T[], delaySeconds: number): Promise<void> {
    let entries: SendMessageBatchRequestEntry[] = messages.map((message, index) => ({
      Id: String(index),
      MessageBody: asciiJson(message),
      ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
    }));
    for (let attempt = 1; ; attempt += 1) {
      const { Failed = [] } = await this.client.send(
        new SendMessageBatchCommand({ QueueUrl: this.url, Entries: entries }),
      );
      if (Failed.length === 0) return;
      if (attempt === MAX_ATTEMPTS) throw new Error(`SQS rejected ${Failed.length} messages.`);
      const failedIds = new Set(Failed.map(({ Id }) => Id));
      entries = entries.filter(({ Id }) => failedIds.has(Id));
    }
  }
}

/**
 * JSON with only ASCII characters, because SQS rejects some characters that a person may type, such
 * as U+FFFF.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function asciiJson(message: unknown): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(message).replace(/[\u007F-\uFFFF]/g, escapeUnit);
}

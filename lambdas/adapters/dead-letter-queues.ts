import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** The URLs of a dead-letter queue and of the queue that its messages came from. */
export interface QueueUrls {
  deadLetters: string;
  /** Absent if its messages are not work that can be done again. */
  queue?: string | undefined;
}

/** SQS's limit for a batch. */
const MAX_MESSAGES_PER_BATCH = 10;
/**
 * How long (seconds) a message is hidden while it is moved. If the move fails in the middle, it
 * appears again, and moving it twice is harmless: every message may be processed twice.
 */
const MOVE_SECONDS = 60;
/** Long polling asks all of SQS's servers; without it a queue may seem empty. */
const POLL_SECONDS = 1;

/** The dead-letter queues of a stage, by the name of their queue. */
export class DeadLetterQueues {
  constructor(
    private readonly client: SQSClient,
    private readonly queues: Readonly<Record<string, QueueUrls>>,
  ) {}

  /** The names of the queues; `canRedrive` says whether their dead letters are work. */
  get names(): { name: string; canRedrive: boolean }[] {
    return Object.entries(this.queues).map(([name, { queue }]) => ({
      name,
      canRedrive: queue !== undefined,
    }));
  }

  /** About how many dead letters each queue has. */
  readonly count = async (): Promise<Record<string, number>> => {
    const counts = await Promise.all(
      Object.entries(this.queues).map(async ([name, { deadLetters }]) => {
        const { Attributes } = await this.client.send(
          new GetQueueAttributesCommand({
            QueueUrl: deadLetters,
            AttributeNames: ['ApproximateNumberOfMessages'],
          }),
        );
        return [name, Number(Attributes?.ApproximateNumberOfMessages ?? 0)] as const;
      }),
    );
    return Object.fromEntries(counts);
  };

  /**
   * Moves up to ten dead letters back to their queue. Returns how many; 0 if there are none.
   *
   * @throws Error if there is no such queue, or if its dead letters can't be redriven.
   */
  readonly moveBatch = async (name: string): Promise<number> => {
    const { deadLetters, queue } = this.queues[name] ?? {};
    if (!deadLetters || !queue) throw new Error(`The dead letters of ${name} can't be redriven.`);
    const { Messages = [] } = await this.client.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetters,
        MaxNumberOfMessages: MAX_MESSAGES_PER_BATCH,
        VisibilityTimeout: MOVE_SECONDS,
        WaitTimeSeconds: POLL_SECONDS,
      }),
    );
    if (Messages.length === 0) return 0;
    const sent = await this.send(queue, Messages);
    await this.delete(deadLetters, sent);
    return sent.length;
  };

  /** Returns the messages that SQS took. The others appear in the dead-letter queue again. */
  private async send(queue: string, messages: Message[]): Promise<Message[]> {
    const { Successful = [] } = await this.client.send(
      new SendMessageBatchCommand({
        QueueUrl: queue,
        Entries: messages.map(({ Body }, index) => ({ Id: String(index), MessageBody: Body })),
      }),
    );
    if (Successful.length === 0) throw new Error('SQS rejected every message.');
    const taken = new Set(Successful.map(({ Id }) => Id));
    return messages.filter((_, index) => taken.has(String(index)));
  }

  private async delete(deadLetters: string, messages: Message[]): Promise<void> {
    await this.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: deadLetters,
        Entries: messages.map(({ ReceiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle,
        })),
      }),
    );
  }
}

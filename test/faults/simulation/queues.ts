import { createHash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import type { QueueDefinition } from '../../../lib/local/template/queues';
import { REGION } from '../../../lib/local/template/references';

interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  receipt: string | undefined;
  firstReceivedAt: number | undefined;
}

const DEFAULT_VISIBILITY_SECONDS = 30;
const MAX_DELAY_SECONDS = 900;

/** A standard queue of SQS in virtual time: at least once, in any order. */
export class SimulatedQueue {
  private readonly messages = new Map<string, Message>();
  private readonly visibilityMs: number;
  private readonly redrive: { deadLetterTargetArn: string; maxReceiveCount: number } | undefined;
  private count = 0;

  constructor(
    readonly definition: QueueDefinition,
    private readonly deadLetter: (queueArn: string, body: string, now: number) => void,
  ) {
    const { VisibilityTimeout, RedrivePolicy } = definition.attributes;
    this.visibilityMs = Number(VisibilityTimeout ?? DEFAULT_VISIBILITY_SECONDS) * 1000;
    this.redrive = RedrivePolicy === undefined ? undefined : JSON.parse(RedrivePolicy);
  }

  /** The readable part of the logical id. */
  get name(): string {
    return this.definition.name.replace(/[0-9A-F]{8}$/, '');
  }

  get size(): number {
    return this.messages.size;
  }

  bodies(): string[] {
    return [...this.messages.values()].map(({ body }) => body);
  }

  /** @returns the message's id. */
  send(body: string, delayMs: number, now: number): string {
    if (delayMs > MAX_DELAY_SECONDS * 1000) throw new Error('SQS delays at most 900 seconds.');
    this.count += 1;
    const id = `${this.name}-${this.count}`;
    const fresh = { receives: 0, receipt: undefined, firstReceivedAt: undefined };
    this.messages.set(id, { id, body, sentAt: now, visibleAt: now + delayMs, ...fresh });
    return id;
  }

  /** Makes the message visible later: SQS doesn't promise when. */
  delay(id: string, ms: number): void {
    const message = this.messages.get(id);
    if (message) message.visibleAt += ms;
  }

  visible(now: number): string[] {
    return [...this.messages.values()]
      .filter(({ visibleAt }) => visibleAt <= now)
      .map(({ id }) => id);
  }

  /** The time at which the next message becomes visible. */
  nextVisibleAt(): number | undefined {
    const times = [...this.messages.values()].map(({ visibleAt }) => visibleAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Receives these messages. One that was received too often goes to the dead letters instead. */
  receive(ids: readonly string[], now: number): SQSRecord[] {
    return ids.flatMap((id) => {
      const message = this.messages.get(id);
      if (message === undefined) return [];
      if (this.redrive && message.receives >= this.redrive.maxReceiveCount) {
        this.messages.delete(id);
        this.deadLetter(this.redrive.deadLetterTargetArn, message.body, now);
        return [];
      }
      message.receives += 1;
      message.receipt = `${id}-receipt-${message.receives}`;
      message.visibleAt = now + this.visibilityMs;
      message.firstReceivedAt ??= now;
      return [this.toRecord(message, message.receipt)];
    });
  }

  /** Deletes a message that was not received again meanwhile. */
  delete(receipt: string): void {
    for (const message of this.messages.values()) {
      if (message.receipt === receipt) this.messages.delete(message.id);
    }
  }

  /** @returns false if the message is not in flight with this receipt. */
  changeVisibility(receipt: string, seconds: number, now: number): boolean {
    const message = [...this.messages.values()].find((candidate) => candidate.receipt === receipt);
    if (message === undefined || message.visibleAt <= now) return false;
    message.visibleAt = now + seconds * 1000;
    return true;
  }

  attributes(now: number): Record<string, string> {
    const messages = [...this.messages.values()];
    const hidden = messages.filter(({ visibleAt }) => visibleAt > now);
    const delayed = hidden.filter(({ receives }) => receives === 0);
    return {
      ApproximateNumberOfMessages: String(messages.length - hidden.length),
      ApproximateNumberOfMessagesNotVisible: String(hidden.length - delayed.length),
      ApproximateNumberOfMessagesDelayed: String(delayed.length),
    };
  }

  private toRecord(message: Message, receiptHandle: string): SQSRecord {
    return {
      messageId: message.id,
      receiptHandle,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        SenderId: 'simulation',
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      },
      messageAttributes: {},
      md5OfBody: createHash('md5').update(message.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: this.definition.arn,
      awsRegion: REGION,
    };
  }
}

/** Answers a call of SQS's JSON protocol. */
export function answerSqs(
  operation: string,
  body: Record<string, unknown>,
  queueOf: (url: string) => SimulatedQueue,
  send: (queue: SimulatedQueue, body: string, delayMs: number) => string,
  now: number,
): { statusCode: number; body: string } {
  const queue = queueOf(String(body.QueueUrl));
  const ok = (answer: object) => ({ statusCode: 200, body: JSON.stringify(answer) });
  const sent = (text: unknown, delaySeconds: unknown) => ({
    MessageId: send(queue, String(text), Number(delaySeconds ?? 0) * 1000),
    MD5OfMessageBody: createHash('md5').update(String(text)).digest('hex'),
  });
  switch (operation) {
    case 'SendMessage':
      return ok(sent(body.MessageBody, body.DelaySeconds));
    case 'SendMessageBatch': {
      const entries = body.Entries as { Id: string; MessageBody: string; DelaySeconds?: number }[];
      const Successful = entries.map(({ Id, MessageBody, DelaySeconds }) => ({
        Id,
        ...sent(MessageBody, DelaySeconds),
      }));
      return ok({ Successful, Failed: [] });
    }
    case 'ChangeMessageVisibility': {
      const { ReceiptHandle, VisibilityTimeout } = body;
      const seconds = Number(VisibilityTimeout);
      if (queue.changeVisibility(String(ReceiptHandle), seconds, now)) return ok({});
      return refuse('InvalidParameterValue', 'The message is not in flight.');
    }
    case 'DeleteMessage':
      queue.delete(String(body.ReceiptHandle));
      return ok({});
    case 'GetQueueAttributes':
      return ok({ Attributes: { ...queue.definition.attributes, ...queue.attributes(now) } });
    default:
      throw new Error(
        `The simulated SQS doesn't know ${operation}: add it to simulation/queues.ts.`,
      );
  }
}

function refuse(code: string, message: string) {
  return {
    statusCode: 400,
    body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }),
  };
}

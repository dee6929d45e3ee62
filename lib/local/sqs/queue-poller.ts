import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { Activity } from '../activity';
import type { DeclaredQueueSource } from '../declared/event-sources';
import { failedItems } from '../functions/batch-item-failures';
import type { Invocation, LocalFunction } from '../functions/local-function';
import { filterable, toLambdaRecord } from './queue-events';

/** Seconds; the longest that SQS waits for a message. */
const LONGEST_WAIT = 20;
/** The most that SQS gives at once. */
const RECEIVE_LIMIT = 10;
const PAUSE_AFTER_ERROR_MS = 500;
/** Lambda begins with five batches at once: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const DEFAULT_CONCURRENCY = 5;

export interface QueuePollerOptions {
  readonly source: DeclaredQueueSource;
  readonly queueUrl: string;
  readonly fn: LocalFunction;
  readonly sqs: SQSClient;
  readonly activity: Activity;
  /** When a failed message comes back, instead of after the queue's visibility timeout. */
  readonly retryDelayMs: number | undefined;
  readonly report: (line: string) => void;
}

/** Feeds a function from a queue, as its event source mapping declares. */
export class QueuePoller {
  private readonly ending = new AbortController();
  private readonly working = new Set<Promise<void>>();
  private readonly polling: Promise<void>;

  constructor(private readonly options: QueuePollerOptions) {
    this.polling = this.poll();
  }

  /** Ends after the batches in hand. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.polling;
    await Promise.all(this.working);
  }

  private async poll(): Promise<void> {
    const { source, activity, report } = this.options;
    const concurrency = source.maximumConcurrency ?? DEFAULT_CONCURRENCY;
    while (!this.ending.signal.aborted) {
      if (this.working.size >= concurrency) await Promise.race(this.working);
      try {
        const batch = await this.receiveBatch();
        if (batch.length === 0) continue;
        const work = activity.during(() => this.process(batch));
        this.working.add(work);
        work.finally(() => this.working.delete(work));
      } catch (error) {
        if (this.ending.signal.aborted) return;
        report(`Reading the queue of ${this.options.fn.name} failed: ${error}`);
        await sleep(PAUSE_AFTER_ERROR_MS);
      }
    }
  }

  /** Waits for a message, then takes more until the batch is full or its window is over. */
  private async receiveBatch(): Promise<Message[]> {
    const { batchSize, batchingWindowMs } = this.options.source;
    const batch = await this.receive(batchSize, LONGEST_WAIT);
    const deadline = Date.now() + batchingWindowMs;
    while (batch.length > 0 && batch.length < batchSize && Date.now() < deadline) {
      const wait = Math.ceil((deadline - Date.now()) / 1000);
      batch.push(...(await this.receive(batchSize - batch.length, Math.min(wait, LONGEST_WAIT))));
    }
    return batch;
  }

  private async receive(wanted: number, WaitTimeSeconds: number): Promise<Message[]> {
    const answer = await this.options.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.options.queueUrl,
        MaxNumberOfMessages: Math.min(wanted, RECEIVE_LIMIT),
        WaitTimeSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: this.ending.signal },
    );
    return answer.Messages ?? [];
  }

  private async process(messages: readonly Message[]): Promise<void> {
    const { source, fn, report } = this.options;
    const records = messages.map((message) => toLambdaRecord(message, source.sourceArn));
    const wanted = records.filter((record) => this.isWanted(record));
    try {
      const failed =
        wanted.length === 0
          ? new Set<string>()
          : this.failedOf(await fn.invoke({ Records: wanted }), wanted);
      await Promise.all(
        records.map((record) =>
          failed.has(record.messageId) ? this.giveBack(record) : this.remove(record),
        ),
      );
    } catch (error) {
      report(`Finishing a batch of ${fn.name} failed: ${error}`);
    }
  }

  private isWanted(record: SQSRecord): boolean {
    const { filters } = this.options.source;
    return filters.length === 0 || filters.some((meets) => meets(filterable(record)));
  }

  private failedOf(invocation: Invocation, records: readonly SQSRecord[]): Set<string> {
    const all = records.map(({ messageId }) => messageId);
    if (invocation.outcome === 'failed') return new Set(all);
    if (!this.options.source.reportsBatchItemFailures) return new Set();
    const failed = failedItems(invocation.result);
    const areKnown = failed !== 'all' && failed.every((identifier) => all.includes(identifier));
    return new Set(areKnown ? failed : all);
  }

  private async remove({ receiptHandle }: SQSRecord): Promise<void> {
    const { sqs, queueUrl } = this.options;
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle }));
  }

  private async giveBack({ receiptHandle }: SQSRecord): Promise<void> {
    const { sqs, queueUrl, retryDelayMs } = this.options;
    if (retryDelayMs === undefined) return;
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: Math.floor(retryDelayMs / 1000),
      }),
    );
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { failedItems } from '../functions/batch-item-failures';
import type { Invocation, LocalFunction } from '../functions/local-function';
import type { QueueEventSource } from '../template/event-sources';
import type { WorkTracker } from '../work-tracker';
import { toLambdaRecord } from './queue-events';
import type { LocalSqsClient } from './sqs-client';

/** The maximum of SQS. */
const MAX_WAIT_SECONDS = 20;
/** The maximum of SQS for one call. */
const MAX_MESSAGES_PER_CALL = 10;
/**
 * A batching window is at most this long (ms) here, whatever the template says: requests cost nothing,
 * and everyone who waits for the stack to be idle would wait for the window.
 */
const MAX_BATCHING_WINDOW_MS = 500;
const ERROR_DELAY_MS = 500;
/**
 * All functions share this process. With more batches at once, each would only take longer, until the functions time
 * out, which they do not on AWS, where each batch has its own machine.
 */
const MAX_CONCURRENT_BATCHES = 5;

export interface QueuePollerOptions {
  readonly source: QueueEventSource;
  readonly queueUrl: string;
  readonly fn: LocalFunction;
  readonly sqs: LocalSqsClient;
  readonly workTracker: WorkTracker;
  /** The delay before a failed message is retried. It replaces the queue's visibility timeout. */
  readonly retryDelayMs: number | undefined;
  readonly report: (line: string) => void;
}

/** Invokes a function with the messages of a queue, as its event source mapping declares. */
export class QueuePoller {
  private readonly stopping = new AbortController();
  private readonly batches = new Set<Promise<void>>();
  private readonly polling: Promise<void>;

  constructor(private readonly options: QueuePollerOptions) {
    this.polling = this.pollUntilStopped();
  }

  /** Resolves when the batches in progress are finished. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.polling;
    await Promise.all(this.batches);
  }

  private async pollUntilStopped(): Promise<void> {
    const { source, workTracker, report } = this.options;
    const maxBatches = Math.min(source.maximumConcurrency, MAX_CONCURRENT_BATCHES);
    while (!this.stopping.signal.aborted) {
      if (this.batches.size >= maxBatches) await Promise.race(this.batches);
      try {
        const records = await this.receiveBatch();
        if (records.length === 0) continue;
        const batch = workTracker.track(() => this.process(records));
        this.batches.add(batch);
        batch.finally(() => this.batches.delete(batch));
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        report(`Reading the queue of ${this.options.fn.name} failed: ${error}`);
        await sleep(ERROR_DELAY_MS);
      }
    }
  }

  /** Waits for a message, and then within the batching window for more, until the batch is full. */
  private async receiveBatch(): Promise<SQSRecord[]> {
    const { batchSize, batchingWindowMs } = this.options.source;
    const records = await this.receive(batchSize, MAX_WAIT_SECONDS);
    if (batchingWindowMs === 0 || records.length === 0) return records;
    await sleep(Math.min(batchingWindowMs, MAX_BATCHING_WINDOW_MS));
    while (records.length < batchSize) {
      const more = await this.receive(batchSize - records.length, 0);
      if (more.length === 0) break;
      records.push(...more);
    }
    return records;
  }

  private async receive(maxMessages: number, waitSeconds: number): Promise<SQSRecord[]> {
    const { source, sqs, queueUrl } = this.options;
    const input = {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(maxMessages, MAX_MESSAGES_PER_CALL),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    const answer = await sqs.call('ReceiveMessage', input, this.stopping.signal);
    const { Messages = [] } = answer as { Messages?: Message[] };
    return Messages.map((message) => toLambdaRecord(message, source.sourceArn));
  }

  private async process(records: readonly SQSRecord[]): Promise<void> {
    const { fn, report } = this.options;
    try {
      const failed = failedMessageIds(await fn.invoke({ Records: records }), records);
      const isFailed = ({ messageId }: SQSRecord) => failed.has(messageId);
      await Promise.all([
        this.delete(records.filter((record) => !isFailed(record))),
        ...records.filter(isFailed).map((record) => this.makeVisible(record)),
      ]);
    } catch (error) {
      report(`Finishing a batch of ${fn.name} failed: ${error}`);
    }
  }

  private async delete(records: readonly SQSRecord[]): Promise<void> {
    const { sqs, queueUrl } = this.options;
    for (let start = 0; start < records.length; start += MAX_MESSAGES_PER_CALL) {
      await sqs.call('DeleteMessageBatch', {
        QueueUrl: queueUrl,
        Entries: records
          .slice(start, start + MAX_MESSAGES_PER_CALL)
          .map(({ receiptHandle }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
          })),
      });
    }
  }

  private async makeVisible({ receiptHandle }: SQSRecord): Promise<void> {
    const { sqs, queueUrl, retryDelayMs } = this.options;
    if (retryDelayMs === undefined) return;
    await sqs.call('ChangeMessageVisibility', {
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.floor(retryDelayMs / 1000),
    });
  }
}

/** An identifier that isn't in the batch fails the whole batch. */
function failedMessageIds(invocation: Invocation, records: readonly SQSRecord[]): Set<string> {
  const all = records.map(({ messageId }) => messageId);
  if (invocation.outcome === 'failed') return new Set(all);
  const failed = failedItems(invocation.result);
  const areInBatch = failed !== 'all' && failed.every((identifier) => all.includes(identifier));
  return new Set(areInBatch ? failed : all);
}

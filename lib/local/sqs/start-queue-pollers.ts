import type { LocalFunction } from '../functions/local-function';
import type { QueueEventSource } from '../template/event-sources';
import type { QueueDefinition } from '../template/queues';
import type { WorkTracker } from '../work-tracker';
import { QueuePoller } from './queue-poller';
import { LocalSqsClient } from './sqs-client';
import type { SqsServer } from './sqs-server';

export interface QueuePollerDependencies {
  readonly sqs: SqsServer;
  readonly functionOf: (arn: string) => LocalFunction;
  readonly workTracker: WorkTracker;
  readonly retryDelayMs?: number | undefined;
  readonly report: (line: string) => void;
}

export interface QueuePollers {
  /** The number of messages in each queue that triggers a function, by queue name. */
  messageCounts(): Promise<Map<string, number>>;
  stop(): Promise<void>;
}

/** Starts a poller for each queue that triggers a function. */
export function startQueuePollers(
  sources: readonly QueueEventSource[],
  queues: readonly QueueDefinition[],
  { sqs, functionOf, workTracker, retryDelayMs, report }: QueuePollerDependencies,
): QueuePollers {
  const client = new LocalSqsClient(sqs.endpoint);
  const polled = sources.map((source) => ({ source, queue: findQueue(source.sourceArn, queues) }));
  const pollers = polled.map(
    ({ source, queue }) =>
      new QueuePoller({
        source,
        queueUrl: queue.url,
        fn: functionOf(source.functionArn),
        sqs: client,
        workTracker,
        retryDelayMs,
        report,
      }),
  );
  return {
    messageCounts: async () => {
      const counts = await sqs.messageCounts();
      return new Map(polled.map(({ queue }) => [queue.name, counts.get(queue.name) ?? 0]));
    },
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
      client.destroy();
    },
  };
}

/** @throws Error if no queue has the ARN. */
export function findQueue(arn: string, queues: readonly QueueDefinition[]): QueueDefinition {
  const queue = queues.find((candidate) => candidate.arn === arn);
  if (queue) return queue;
  throw new Error(`The template has no queue ${arn}.`);
}

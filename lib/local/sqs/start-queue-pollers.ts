import { SQSClient } from '@aws-sdk/client-sqs';
import type { Activity } from '../activity';
import { clientSettings } from '../aws-clients';
import type { DeclaredQueueSource } from '../declared/event-sources';
import type { DeclaredQueue } from '../declared/queues';
import type { LocalFunction } from '../functions/local-function';
import { QueuePoller } from './queue-poller';
import type { SqsServer } from './sqs-server';

export interface QueueFeeding {
  readonly sqs: SqsServer;
  readonly functionOf: (arn: string) => LocalFunction;
  readonly activity: Activity;
  readonly retryDelayMs?: number | undefined;
  readonly report: (line: string) => void;
}

export interface QueuePollers {
  /** How many messages lie in each queue that feeds a function. */
  waitingMessages(): Promise<Map<string, number>>;
  stop(): Promise<void>;
}

/** Starts a poller for each queue that feeds a function. */
export function startQueuePollers(
  sources: readonly DeclaredQueueSource[],
  queues: readonly DeclaredQueue[],
  { sqs, functionOf, activity, retryDelayMs, report }: QueueFeeding,
): QueuePollers {
  const client = new SQSClient(clientSettings(sqs.endpoint, 'local'));
  const fed = sources.map((source) => ({ source, queue: queueOf(source.sourceArn, queues) }));
  const pollers = fed.map(
    ({ source, queue }) =>
      new QueuePoller({
        source,
        queueUrl: queue.url,
        fn: functionOf(source.functionArn),
        sqs: client,
        activity,
        retryDelayMs,
        report,
      }),
  );
  return {
    waitingMessages: async () => {
      const counts = await sqs.messageCounts();
      return new Map(fed.map(({ queue }) => [queue.name, counts.get(queue.name) ?? 0]));
    },
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
      client.destroy();
    },
  };
}

/** @throws Error when no queue has the ARN. */
export function queueOf(arn: string, queues: readonly DeclaredQueue[]): DeclaredQueue {
  const queue = queues.find((candidate) => candidate.arn === arn);
  if (queue) return queue;
  throw new Error(`The stack declares no queue ${arn}.`);
}

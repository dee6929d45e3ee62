import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { ServiceFunction } from './service-function';
import type { DeadLetterQueue } from './work-queue';

/**
 * How old the oldest message of a queue may get before the operator is told. A confirmation has
 * somebody waiting for it; digests may wait for a whole day's quota.
 */
export const MAX_MESSAGE_AGES = {
  Confirmations: Duration.minutes(5),
  Alerts: Duration.minutes(15),
  Digests: Duration.hours(24),
  FanOut: Duration.minutes(15),
  DueDigests: Duration.minutes(15),
  Feedback: Duration.minutes(15),
  FeedPolls: Duration.minutes(15),
  Received: Duration.minutes(15),
} as const;

/** A queue by the name that alarms, the dashboard and `briefwire redrive` give it. */
export type QueueName = keyof typeof MAX_MESSAGE_AGES;

/** A queue of work, and what could not be done of it. */
export interface WatchedQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

export interface ScheduledFunction {
  readonly fn: ServiceFunction;
  /** How often the schedule invokes it. */
  readonly interval: Duration;
}

/** Only a stage that takes commands by email has a queue of received ones. */
export type WatchedQueues = Readonly<Record<Exclude<QueueName, 'Received'>, WatchedQueue>> & {
  readonly Received?: WatchedQueue | undefined;
};

/** The resources of a stage that alarms and the dashboard watch. */
export interface WatchedResources {
  readonly queues: WatchedQueues;
  /** Receives the stream positions of briefings that could not be matched. */
  readonly unmatched: DeadLetterQueue;
  /** The functions that only a schedule invokes, by name. */
  readonly scheduled: Record<string, ScheduledFunction>;
  /** The function that reads the stream of briefings. */
  readonly match: ServiceFunction;
}

/** The watched queues with their names. */
export function namedQueues({
  queues,
}: Pick<WatchedResources, 'queues'>): [QueueName, WatchedQueue][] {
  const names = Object.keys(MAX_MESSAGE_AGES) as QueueName[];
  return names.flatMap((name) => {
    const queue = queues[name];
    return queue === undefined ? [] : [[name, queue] as [QueueName, WatchedQueue]];
  });
}

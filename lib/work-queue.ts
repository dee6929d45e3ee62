import { Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { VariableName } from '../lambdas/environment';
import { type ServiceFunction, WORKER_TIMEOUT } from './service-function';

export interface WorkQueueProps {
  /** The environment variable that holds the queue's URL. Not needed if only AWS services send to it. */
  readonly variable?: VariableName;
  /** How long messages and dead letters are kept. @default 14 days, the maximum of SQS */
  readonly retention?: Duration;
}

export interface WorkerProps {
  readonly batchSize: number;
  /** The maximum number of concurrent invocations (AWS requires at least 2). @default no limit */
  readonly maxConcurrency?: number;
}

/** Work that waits out a long outage must not expire. */
const RETENTION = Duration.days(14);

/**
 * The maximum of SQS. A message that is received is not an attempt: its worker may have had no time left,
 * or been throttled. At one receive per visibility timeout, a message that always fails reaches the
 * dead-letter queue after two days.
 */
const MAX_RECEIVE_COUNT = 1_000;

/** A queue for messages that could not be processed. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, retentionPeriod = RETENTION) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue, of a stream or of a function.',
    });
  }
}

/** A queue with one function that processes it, and a dead-letter queue for failed messages. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;
  private readonly variable: VariableName | undefined;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.variable = props.variable;
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', props.retention);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Six times the function's timeout, as AWS recommends, so that a message is not received again
      // while it is being processed:
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * WORKER_TIMEOUT.toSeconds()),
      retentionPeriod: props.retention ?? RETENTION,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
  }

  /** Grants permission to send messages, and sets the queue's URL. */
  grantSend(fn: ServiceFunction): void {
    this.queue.grantSendMessages(fn);
    this.setQueueUrl(fn);
  }

  /** Grants permission to count the messages, and sets the queue's URL. */
  grantCount(fn: ServiceFunction): void {
    this.queue.grant(fn, 'sqs:GetQueueAttributes');
    this.setQueueUrl(fn);
  }

  /** Makes the function process the queue. SQS redelivers the messages that it reports as failed. */
  addWorker(fn: ServiceFunction, { batchSize, maxConcurrency }: WorkerProps): void {
    // The worker needs the URL to change the visibility timeout of messages.
    this.setQueueUrl(fn);
    fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        reportBatchItemFailures: true,
        ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
      }),
    );
  }

  private setQueueUrl(fn: ServiceFunction): void {
    if (this.variable) fn.configure({ [this.variable]: this.queue.queueUrl });
  }
}

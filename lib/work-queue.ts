import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { VariableName } from '../lambdas/environment';
import { type ServiceFunction, WORKER_TIMEOUT } from './service-function';

export interface WorkQueueProps {
  /** How often a message is tried before it goes to the dead-letter queue. @default 5 */
  readonly tries?: number;
  /** The variable that tells a sender the queue's address; none where only AWS sends to it. */
  readonly variable?: VariableName;
}

export interface WorkerProps {
  readonly batchSize: number;
  /** How many copies of the function may work on the queue at once (at least 2, says AWS). */
  readonly maxConcurrency?: number;
}

/** A queue of work for one function, with the dead-letter queue for what could not be done. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly variable: VariableName | undefined;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.variable = props.variable;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Six times the function's timeout, as AWS advises, so that no message is worked on twice:
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * WORKER_TIMEOUT.toSeconds()),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.tries ?? 5 },
    });
  }

  /** Lets the function put work into the queue, and tells it the address. */
  grantSend(fn: ServiceFunction): void {
    this.queue.grantSendMessages(fn);
    this.tellAddress(fn);
  }

  /** Makes the function the queue's worker; messages it names as failed come back, the others go. */
  feeds(fn: ServiceFunction, { batchSize, maxConcurrency }: WorkerProps): void {
    // The worker needs the address to say when a message is to come back.
    this.tellAddress(fn);
    fn.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        reportBatchItemFailures: true,
        ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
      }),
    );
  }

  private tellAddress(fn: ServiceFunction): void {
    if (this.variable) fn.configure({ [this.variable]: this.queue.queueUrl });
  }
}

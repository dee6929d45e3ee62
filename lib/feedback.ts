import { Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Sending } from './sending';
import { ServiceFunction } from './service-function';
import type { Storage } from './storage';
import { DeadLetterQueue } from './work-queue';

export interface FeedbackProps {
  readonly storage: Storage;
  /** Events about the emails of this construct are received. */
  readonly sending: Sending;
  readonly logRetention: RetentionDays;
}

/**
 * An event is tried again after this time. It is short, because a claim waits for the event of its
 * email (`lambdas/domain/send-events.ts`).
 */
const RETRY_INTERVAL = Duration.seconds(30);

/**
 * Events wait so long for others, which makes far fewer requests of them. Nobody waits for an event:
 * a claim that lost its worker is taken over minutes later.
 */
const BATCHING_WINDOW = Duration.seconds(5);
const BATCH_SIZE = 100;

/** The function must end before its messages, which have waited for others, are received again. */
const FEEDBACK_TIMEOUT = Duration.seconds(24);

/** Receives SES events about our emails: sends, rejections, bounces and complaints. */
export class Feedback extends Construct {
  /** The events. */
  readonly queue: Queue;
  /** What remains of events that could not be handled. */
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { storage, sending, logRetention }: FeedbackProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'EventsDeadLetters');
    // There is no redrive policy: the events contain addresses and the tokens of links, which must not
    // stay in a queue of dead letters. The function itself writes what may remain.
    this.queue = new Queue(this, 'Events', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: RETRY_INTERVAL,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'The function itself writes dead letters, without addresses and tokens.',
    });
    sending.events.addSubscription(new SqsSubscription(this.queue, { rawMessageDelivery: true }));
    const feedback = new ServiceFunction(this, 'Listen', {
      handler: 'feedback',
      description:
        'Records SES events about deliveries and suppresses addresses that bounce or complain.',
      timeout: FEEDBACK_TIMEOUT,
      logRetention,
    });
    storage.deliveries.grantActions(feedback, 'GetItem', 'UpdateItem');
    storage.subscribers.grantActions(feedback, 'UpdateItem');
    this.deadLetters.grantSendMessages(feedback);
    feedback.configure({ EVENTS_DEAD_LETTERS_URL: this.deadLetters.queueUrl });
    feedback.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: BATCH_SIZE,
        maxBatchingWindow: BATCHING_WINDOW,
        reportBatchItemFailures: true,
      }),
    );
  }
}

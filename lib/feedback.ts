import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EMAIL_EVENTS, type Sending } from './sending';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import { WorkQueue } from './work-queue';

export interface FeedbackProps {
  readonly storage: Storage;
  /** Events about the emails of this construct are received. */
  readonly sending: Sending;
  readonly logRetention: RetentionDays;
}

/** Receives SES events about our emails: sends, rejections, bounces and complaints. */
export class Feedback extends Construct {
  readonly events: WorkQueue;

  constructor(scope: Construct, id: string, { storage, sending, logRetention }: FeedbackProps) {
    super(scope, id);
    this.events = new WorkQueue(this, 'Events', {});
    new Rule(this, 'SesEvents', {
      description: 'Receives SES events about emails: sends, rejections, bounces and complaints.',
      // The bus belongs to the whole account and also carries events about other stages and other services.
      eventPattern: {
        source: ['aws.ses'],
        detailType: Object.keys(EMAIL_EVENTS),
        detail: { mail: { tags: { 'ses:configuration-set': [sending.configurationSetName] } } },
      },
      targets: [new SqsQueue(this.events.queue)],
    });
    const feedback = new ServiceFunction(this, 'Listen', {
      handler: 'feedback',
      description:
        'Records SES events about deliveries and suppresses addresses that bounce or complain.',
      timeout: WORKER_TIMEOUT,
      logRetention,
    });
    storage.deliveries.grantActions(feedback, 'GetItem', 'UpdateItem');
    storage.subscribers.grantActions(feedback, 'UpdateItem');
    this.events.addWorker(feedback, { batchSize: 10 });
  }
}

import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { MAIL_EVENTS, type Sending } from './sending';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import { WorkQueue } from './work-queue';

export interface FeedbackProps {
  readonly storage: Storage;
  /** Whose mails are listened for. */
  readonly sending: Sending;
  readonly logRetention: RetentionDays;
}

/** What SES says of our mails comes back: accepted, bounced, complained of. */
export class Feedback extends Construct {
  readonly events: WorkQueue;

  constructor(scope: Construct, id: string, { storage, sending, logRetention }: FeedbackProps) {
    super(scope, id);
    this.events = new WorkQueue(this, 'Events', {});
    new Rule(this, 'SesEvents', {
      description: 'Mails that SES accepted, refused, saw bounce or heard complaints of.',
      // The bus is the whole account's: there lie other stages' mails and SES's words on itself too.
      eventPattern: {
        source: ['aws.ses'],
        detailType: Object.keys(MAIL_EVENTS),
        detail: { mail: { tags: { 'ses:configuration-set': [sending.configurationSetName] } } },
      },
      targets: [new SqsQueue(this.events.queue)],
    });
    const feedback = new ServiceFunction(this, 'Listen', {
      handler: 'feedback',
      description:
        'Records what SES says of a delivery; suppresses addresses that must not be mailed.',
      timeout: WORKER_TIMEOUT,
      logRetention,
    });
    storage.deliveries.allow(feedback, 'GetItem', 'UpdateItem');
    storage.subscribers.allow(feedback, 'UpdateItem');
    this.events.feeds(feedback, { batchSize: 10 });
  }
}

import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { scheduleFunction } from './schedule-function';
import type { Sending } from './sending';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import { MAX_EMAILS_PER_SECOND_PER_WORKER } from './settings';
import type { Storage } from './storage';
import type { WorkQueue } from './work-queue';

export interface DeliveryProps {
  readonly storage: Storage;
  readonly sending: Sending;
  /** The queue of deliveries. Matching and the site also send to it. */
  readonly deliveries: WorkQueue;
  /** How many emails per second the account may send. */
  readonly sendRate: number;
  readonly logRetention: RetentionDays;
}

/** AWS requires it: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const MIN_WORKERS = 2;

/** How often the scheduled functions run. */
export const SCHEDULE_INTERVAL = Duration.minutes(5);

/** A scheduled function must end before its next run. */
const SCHEDULED_TIMEOUT = Duration.minutes(4);

/** Sends deliveries through SES, and recovers lost work. */
export class Delivery extends Construct {
  /** The function that sends. It needs the site's settings to write emails. */
  readonly deliver: ServiceFunction;

  /** The function that only a schedule invokes. */
  readonly scheduled: ServiceFunction;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    this.deliver = this.addDeliver(props);
    this.scheduled = this.addRecover(props);
  }

  private addDeliver({ storage, sending, deliveries, sendRate, logRetention }: DeliveryProps) {
    const workers = Math.max(MIN_WORKERS, Math.ceil(sendRate / MAX_EMAILS_PER_SECOND_PER_WORKER));
    const deliver = new ServiceFunction(this, 'Deliver', {
      handler: 'deliver',
      description: 'Claims a delivery, renders it, sends it, and records that SES accepted it.',
      timeout: WORKER_TIMEOUT,
      memorySize: 512,
      logRetention,
    });
    storage.briefings.grantActions(deliver, 'BatchGetItem');
    storage.matches.grantActions(deliver, 'BatchGetItem');
    storage.matches.grantIndexQuery(deliver, 'byMatchedAt');
    // PutItem is for the key that signs links, which is created on first use.
    storage.subscribers.grantActions(deliver, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
    storage.deliveries.grantActions(deliver, 'GetItem', 'UpdateItem');
    sending.grantSend(deliver);
    deliver.configure({ WORKER_SEND_RATE: String(sendRate / workers) });
    deliveries.addWorker(deliver, { batchSize: 10, maxConcurrency: workers });
    return deliver;
  }

  private addRecover({ storage, deliveries, logRetention }: DeliveryProps): ServiceFunction {
    const recover = new ServiceFunction(this, 'Recover', {
      handler: 'recover',
      description: 'Finds and retries lost work: unmatched briefings and unfinished deliveries.',
      timeout: SCHEDULED_TIMEOUT,
      logRetention,
    });
    storage.briefings.grantIndexQuery(recover, 'unmatched');
    storage.briefings.grantActions(recover, 'UpdateItem');
    storage.deliveries.grantIndexQuery(recover, 'unfinished');
    deliveries.grantSend(recover);
    const schedule = ScheduleExpression.rate(SCHEDULE_INTERVAL);
    scheduleFunction(this, 'RecoverLost', recover, { schedule, interval: SCHEDULE_INTERVAL });
    return recover;
  }
}

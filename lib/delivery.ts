import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { CONFIRMATIONS_SHARE } from '../lambdas/environment';
import { LANES, type Lane, type Lanes } from './lanes';
import { scheduleFunction } from './schedule-function';
import type { Sending } from './sending';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import { MAX_EMAILS_PER_SECOND_PER_WORKER } from './settings';
import type { Storage } from './storage';
import type { ScheduledFunction } from './watched-resources';
import type { WorkQueue } from './work-queue';

export interface DeliveryProps {
  readonly storage: Storage;
  readonly sending: Sending;
  /** The queue of fan-out requests. */
  readonly fanOut: WorkQueue;
  /** The queues of deliveries. Matching and the site also send to them. */
  readonly lanes: Lanes;
  /** How many emails per second the account may send. */
  readonly sendRate: number;
  readonly logRetention: RetentionDays;
}

/** AWS requires it: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const MIN_WORKERS = 2;

/** The part of the send rate that a lane may use. The limiter (`send-slots.ts`) keeps to it. */
const SHARE_OF_RATE: Record<Lane, number> = {
  confirmations: CONFIRMATIONS_SHARE,
  alerts: 1,
  digests: 1,
};

/** How many workers are needed to send at this rate (emails per second). */
function countWorkers(rate: number): number {
  return Math.max(MIN_WORKERS, Math.ceil(rate / MAX_EMAILS_PER_SECOND_PER_WORKER));
}

/** How often lost work is looked for. The take-over of a claim takes some of these runs. */
const RECOVER_INTERVAL = Duration.minutes(1);

/** Recovery must end before its next run. */
const RECOVER_TIMEOUT = Duration.seconds(55);

/** Sends deliveries through SES, and recovers lost work. */
export class Delivery extends Construct {
  /** The function that sends. It needs the site's settings to write emails. */
  readonly deliver: ServiceFunction;

  /** Only a schedule invokes it. */
  readonly recover: ScheduledFunction;

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    this.deliver = this.addDeliver(props);
    this.recover = { fn: this.addRecover(props), interval: RECOVER_INTERVAL };
  }

  private addDeliver({ storage, sending, lanes, sendRate, logRetention }: DeliveryProps) {
    const deliver = new ServiceFunction(this, 'Deliver', {
      handler: 'deliver',
      description: 'Claims a delivery, renders it, sends it, and records that SES accepted it.',
      timeout: WORKER_TIMEOUT,
      memorySize: 512,
      logRetention,
    });
    storage.briefings.grantActions(deliver, 'BatchGetItem', 'GetItem');
    storage.briefings.grantIndexQuery(deliver, 'headings');
    storage.matches.grantActions(deliver, 'BatchGetItem');
    storage.matches.grantIndexQuery(deliver, 'byMatchedAt');
    // PutItem is for the key that signs links, which is created on first use.
    storage.subscribers.grantActions(deliver, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
    storage.deliveries.grantActions(deliver, 'GetItem', 'UpdateItem');
    sending.grantSend(deliver);
    deliver.configure({ SEND_RATE: String(sendRate) });
    for (const lane of LANES) {
      const maxConcurrency = countWorkers(sendRate * SHARE_OF_RATE[lane]);
      lanes.queues[lane].addWorker(deliver, { batchSize: 10, maxConcurrency });
    }
    // A retry is a new message.
    lanes.grantSend(deliver, ...LANES);
    return deliver;
  }

  private addRecover({
    storage,
    sending,
    lanes,
    fanOut,
    logRetention,
  }: DeliveryProps): ServiceFunction {
    const recover = new ServiceFunction(this, 'Recover', {
      handler: 'recover',
      description: 'Finds and retries lost work: unfinished deliveries and unmatched briefings.',
      timeout: RECOVER_TIMEOUT,
      logRetention,
    });
    storage.briefings.grantIndexQuery(recover, 'unmatched');
    storage.briefings.grantActions(recover, 'UpdateItem');
    storage.deliveries.grantIndexQuery(recover, 'unfinished');
    storage.deliveries.grantActions(recover, 'GetItem', 'UpdateItem');
    lanes.grantSend(recover, ...LANES);
    fanOut.grantSend(recover);
    // For the probe, an email to the mailbox simulator.
    sending.grantSend(recover);
    const schedule = ScheduleExpression.rate(RECOVER_INTERVAL);
    scheduleFunction(this, 'RecoverLost', recover, { schedule, interval: RECOVER_INTERVAL });
    // To remove the subscriptions of people who unsubscribed from everything.
    storage.subscribers.grantIndexQuery(recover, 'due');
    storage.subscribers.grantActions(recover, 'Query', 'DeleteItem');
    storage.topics.grantActions(recover, 'GetItem', 'UpdateItem', 'DeleteItem');
    return recover;
  }
}

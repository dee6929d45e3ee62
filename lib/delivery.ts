import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Sending } from './sending';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import type { WorkQueue } from './work-queue';

export interface DeliveryProps {
  readonly storage: Storage;
  readonly sending: Sending;
  /** The queue of deliveries, which matching and the site fill too. */
  readonly deliveries: WorkQueue;
  /** Mails a second that the account may send. */
  readonly sendRate: number;
  readonly logRetention: RetentionDays;
}

/**
 * Reading, SES's answer and the records take a mail some 150 ms: at five a second a worker keeps its
 * pace, and ten would make the whole slower than the account allows.
 */
const MAILS_A_SECOND_A_WORKER = 5;
/** AWS takes no less: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const FEWEST_WORKERS = 2;

/** From a delivery to a mail that SES accepted; and what makes digests due and finds lost work. */
export class Delivery extends Construct {
  /** The function that sends; it needs the site's settings to write its mails. */
  readonly deliver: ServiceFunction;

  /** The functions that nothing but the clock calls. */
  readonly scheduled: { digests: ServiceFunction; recover: ServiceFunction };

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    this.deliver = this.addDeliver(props);
    this.scheduled = { digests: this.addDigests(props), recover: this.addRecover(props) };
  }

  private addDeliver({ storage, sending, deliveries, sendRate, logRetention }: DeliveryProps) {
    const workers = Math.max(FEWEST_WORKERS, Math.ceil(sendRate / MAILS_A_SECOND_A_WORKER));
    const deliver = new ServiceFunction(this, 'Deliver', {
      handler: 'deliver',
      description: 'Claims a delivery, renders it, sends it, and records that SES accepted it.',
      timeout: WORKER_TIMEOUT,
      memorySize: 512,
      logRetention,
    });
    storage.briefings.allow(deliver, 'BatchGetItem');
    storage.matches.allow(deliver, 'BatchGetItem');
    storage.matches.allowQueryOf(deliver, 'byMatchedAt');
    // It puts one item: the key that signs links, when there is none yet.
    storage.subscribers.allow(deliver, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
    storage.deliveries.allow(deliver, 'GetItem', 'UpdateItem');
    sending.grantSend(deliver);
    deliver.configure({ WORKER_SEND_RATE: String(sendRate / workers) });
    deliveries.feeds(deliver, { batchSize: 10, maxConcurrency: workers });
    return deliver;
  }

  private addDigests({ storage, deliveries, logRetention }: DeliveryProps): ServiceFunction {
    const digests = new ServiceFunction(this, 'Digests', {
      handler: 'digests',
      description: 'Turns each digest that is due into a delivery.',
      timeout: Duration.minutes(4),
      logRetention,
    });
    storage.subscribers.allowQueryOf(digests, 'due');
    storage.subscribers.allow(digests, 'UpdateItem');
    deliveries.grantSend(digests);
    this.every(Duration.minutes(5), 'DigestsDue', digests);
    return digests;
  }

  private addRecover({ storage, deliveries, logRetention }: DeliveryProps): ServiceFunction {
    const recover = new ServiceFunction(this, 'Recover', {
      handler: 'recover',
      description:
        'Finds what should have happened and did not: briefings unmatched, mails unsent.',
      timeout: Duration.minutes(4),
      logRetention,
    });
    storage.briefings.allowQueryOf(recover, 'unmatched');
    storage.briefings.allow(recover, 'UpdateItem');
    storage.deliveries.allowQueryOf(recover, 'unfinished');
    deliveries.grantSend(recover);
    this.every(Duration.minutes(5), 'RecoverLost', recover);
    return recover;
  }

  private every(interval: Duration, id: string, fn: ServiceFunction): void {
    new Schedule(this, id, {
      schedule: ScheduleExpression.rate(interval),
      target: new LambdaInvoke(fn, { retryAttempts: 0 }),
    });
    // The next tick comes soon and finds what this one left, so that retrying would only double it.
    // The schedule hands the tick over; Lambda, left to itself, would try a failed one twice more.
    fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: interval });
  }
}

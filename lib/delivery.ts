import { Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Sending } from './sending';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import { MAX_EMAILS_PER_SECOND_PER_WORKER } from './settings';
import type { Storage } from './storage';
import type { ScheduledFunction } from './watched-resources';
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
const SCHEDULE_INTERVAL = Duration.minutes(5);

/** A scheduled function must end before its next run. */
const SCHEDULED_TIMEOUT = Duration.minutes(4);

/** Sends deliveries through SES, creates the deliveries of due digests, and recovers lost work. */
export class Delivery extends Construct {
  /** The function that sends. It needs the site's settings to write emails. */
  readonly deliver: ServiceFunction;

  /** The functions that only a schedule invokes. */
  readonly scheduled: { Digests: ScheduledFunction; Recover: ScheduledFunction };

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    this.deliver = this.addDeliver(props);
    this.scheduled = {
      Digests: { fn: this.addDigests(props), interval: SCHEDULE_INTERVAL },
      Recover: { fn: this.addRecover(props), interval: SCHEDULE_INTERVAL },
    };
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

  private addDigests({ storage, deliveries, logRetention }: DeliveryProps): ServiceFunction {
    const digests = new ServiceFunction(this, 'Digests', {
      handler: 'digests',
      description: 'Creates a delivery for each due digest.',
      timeout: SCHEDULED_TIMEOUT,
      logRetention,
    });
    storage.subscribers.grantIndexQuery(digests, 'due');
    storage.subscribers.grantActions(digests, 'UpdateItem');
    deliveries.grantSend(digests);
    this.addSchedule('DigestsDue', digests);
    return digests;
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
    this.addSchedule('RecoverLost', recover);
    return recover;
  }

  private addSchedule(id: string, fn: ServiceFunction): void {
    const role = new Role(this, `${id}Role`, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${fn.logicalId}.Arn>:*]`,
      reason: 'The wildcard is for the versions of this one function.',
    });
    new Schedule(this, id, {
      schedule: ScheduleExpression.rate(SCHEDULE_INTERVAL),
      target: new LambdaInvoke(fn, { role, retryAttempts: 0 }),
    });
    // Not retried, because the next run finds the same work soon. The schedule invokes the function
    // asynchronously, and by default Lambda would retry a failed invocation twice.
    fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: SCHEDULE_INTERVAL });
  }
}

import { Duration } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Lanes } from './lanes';
import { scheduleFunction } from './schedule-function';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import type { ScheduledFunction } from './watched-resources';
import { WorkQueue } from './work-queue';

export interface DueDigestsProps {
  readonly storage: Storage;
  /** Receive the deliveries: of digests, and of alerts that were gathered. */
  readonly lanes: Lanes;
  readonly logRetention: RetentionDays;
}

/**
 * At minutes 2, 7, 12 and so on: digests are due at multiples of 15 minutes, which must not be in the
 * overlap of two windows (`lambdas/domain/due-digests.ts`).
 */
const SCHEDULE = ScheduleExpression.cron({ minute: '2/5' });
const INTERVAL = Duration.minutes(5);

/** Four workers queue a million digests within minutes, and leave the account's concurrency to others. */
const MAX_WORKERS = 4;

/** Turns due digests into deliveries: a schedule sends a request for each shard that has some, and workers queue the digests. */
export class DueDigests extends Construct {
  /** The requests. The operator's commands also send to it. */
  readonly requests: WorkQueue;

  /** Only a schedule invokes it. */
  readonly scheduled: ScheduledFunction;

  constructor(scope: Construct, id: string, props: DueDigestsProps) {
    super(scope, id);
    this.requests = new WorkQueue(this, 'DueDigests', {
      variable: 'DUE_DIGESTS_QUEUE_URL',
    });
    this.scheduled = { fn: this.addDigests(props), interval: INTERVAL };
    this.addWorker(props);
  }

  private addDigests({ storage, lanes, logRetention }: DueDigestsProps): ServiceFunction {
    const digests = new ServiceFunction(this, 'Request', {
      handler: 'digests',
      description: 'Requests the digests that became due, shard by shard.',
      timeout: Duration.minutes(1),
      logRetention,
    });
    storage.subscribers.grantActions(digests, 'GetItem', 'UpdateItem');
    storage.subscribers.grantIndexQuery(digests, 'due');
    this.requests.grantSend(digests);
    lanes.grantCount(digests, 'digests');
    scheduleFunction(this, 'DigestsDue', digests, { schedule: SCHEDULE, interval: INTERVAL });
    return digests;
  }

  private addWorker({ storage, lanes, logRetention }: DueDigestsProps): void {
    const worker = new ServiceFunction(this, 'Worker', {
      handler: 'due-digests',
      description: 'Creates a delivery for each due digest of a shard.',
      timeout: WORKER_TIMEOUT,
      // More than half a CPU: a batch of ten messages takes a millisecond or two of it.
      memorySize: 1_024,
      logRetention,
    });
    storage.subscribers.grantIndexQuery(worker, 'due');
    lanes.grantSend(worker, 'alerts', 'digests');
    this.requests.grantSend(worker);
    this.requests.addWorker(worker, { batchSize: 1, maxConcurrency: MAX_WORKERS });
  }
}

import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { scheduleFunction } from './schedule-function';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import type { ScheduledFunction } from './watched-resources';
import { REQUEST_TIMEOUT, type Web } from './web';
import { WorkQueue } from './work-queue';

export interface FeedReadingProps {
  readonly storage: Storage;
  /** Gets the routes of the operators' commands. */
  readonly api: Web;
  readonly logRetention: RetentionDays;
}

/** New entries become briefings within minutes: the shortest interval between two polls is five. */
const INTERVAL = Duration.minutes(1);

/**
 * The feeds of a batch wait for their servers together. Ten thousand feeds that are polled every 15
 * minutes make a batch per second.
 */
const FEEDS_PER_BATCH = 10;
const MAX_WORKERS = 10;

/** The item of the Topics table with the key of passwords (`lambdas/adapters/feeds/credentials-key.ts`). */
const CREDENTIALS_KEY = 'feed-credentials';

/** Polls feeds, whose new entries become briefings: a schedule requests those that are due, and workers poll them. */
export class FeedReading extends Construct {
  /** The requests, one message per feed. */
  readonly polls: WorkQueue;
  /** Only a schedule invokes it. */
  readonly scheduled: ScheduledFunction;
  /** The worker. */
  readonly poll: ServiceFunction;
  /** Runs the operators' commands. */
  readonly operate: ServiceFunction;

  constructor(scope: Construct, id: string, props: FeedReadingProps) {
    super(scope, id);
    this.polls = new WorkQueue(this, 'Polls', { variable: 'FEED_POLLS_QUEUE_URL' });
    this.scheduled = { fn: this.addSchedule(props), interval: INTERVAL };
    this.poll = this.addWorker(props);
    this.operate = this.addOperate(props);
  }

  private addSchedule({ storage, logRetention }: FeedReadingProps): ServiceFunction {
    const due = new ServiceFunction(this, 'Due', {
      handler: 'due-feeds',
      description: 'Requests a poll of each feed that became due.',
      timeout: Duration.seconds(50),
      logRetention,
    });
    storage.feeds.grantIndexQuery(due, 'due');
    this.polls.grantSend(due);
    const schedule = ScheduleExpression.rate(INTERVAL);
    scheduleFunction(this, 'FeedsDue', due, { schedule, interval: INTERVAL });
    return due;
  }

  private addWorker({ storage, logRetention }: FeedReadingProps): ServiceFunction {
    const poll = new ServiceFunction(this, 'Poll', {
      handler: 'poll-feeds',
      description: 'Polls feeds, and stores their new entries as briefings.',
      timeout: WORKER_TIMEOUT,
      // A feed has up to 10 MB, and ten are read at once.
      memorySize: 1_024,
      logRetention,
    });
    grantPolling(poll, storage);
    this.polls.grantSend(poll);
    this.polls.addWorker(poll, { batchSize: FEEDS_PER_BATCH, maxConcurrency: MAX_WORKERS });
    return poll;
  }

  private addOperate({ storage, api, logRetention }: FeedReadingProps): ServiceFunction {
    const operate = new ServiceFunction(this, 'Operate', {
      handler: 'feeds',
      description: 'Runs the commands of operators that concern feeds.',
      timeout: REQUEST_TIMEOUT,
      memorySize: 1_024,
      logRetention,
    });
    grantPolling(operate, storage);
    storage.feeds.grantScan(operate);
    // A feed with a password may be the first.
    storage.topics.grantItem(operate, CREDENTIALS_KEY, 'PutItem');
    api.addSignedRoute('Feeds', '/api/feeds/{proxy+}', HttpMethod.ANY, operate);
    return operate;
  }
}

/** Grants reading and changing feeds, and storing their briefings. */
function grantPolling(fn: ServiceFunction, storage: Storage): void {
  storage.feeds.grantActions(fn, 'GetItem', 'PutItem', 'DeleteItem');
  storage.briefings.grantActions(fn, 'GetItem', 'UpdateItem');
  // The key that encrypts the passwords of feeds.
  storage.topics.grantItem(fn, CREDENTIALS_KEY, 'GetItem');
}

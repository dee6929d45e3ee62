import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import { WorkQueue } from './work-queue';

export interface MatchingProps {
  readonly storage: Storage;
  /** Where fan-out puts the deliveries. */
  readonly deliveries: WorkQueue;
  readonly logRetention: RetentionDays;
}

/** From a published briefing to the deliveries of its alerts: match by stream, then fan out. */
export class Matching extends Construct {
  readonly alerts: WorkQueue;
  /** Says where in the stream lie the briefings that could not be matched. */
  readonly unmatched: Queue;

  constructor(scope: Construct, id: string, { storage, deliveries, logRetention }: MatchingProps) {
    super(scope, id);
    this.alerts = new WorkQueue(this, 'Alerts', { variable: 'ALERTS_QUEUE_URL' });
    this.unmatched = new Queue(this, 'Unmatched', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.addMatch(storage, logRetention);
    this.addFanOut(storage, deliveries, logRetention);
  }

  private addMatch(storage: Storage, logRetention: RetentionDays): void {
    const match = new ServiceFunction(this, 'Match', {
      handler: 'match',
      description: 'Finds the topics that a new briefing meets, and records each match.',
      // A briefing may meet tens of thousands of topics, each with a match to write.
      timeout: Duration.minutes(5),
      memorySize: 512,
      logRetention,
    });
    storage.briefings.allow(match, 'UpdateItem');
    storage.topics.allow(match, 'BatchGetItem', 'GetItem');
    storage.matches.allow(match, 'UpdateItem');
    this.alerts.grantSend(match);
    storage.briefings.streamTo(match, {
      batchSize: 2,
      parallelizationFactor: 4,
      retryAttempts: 10,
      onFailure: new SqsDlq(this.unmatched),
      // Only a briefing that waits to be matched carries this attribute: a silent update, and our
      // own note that matching is finished, start nothing.
      filters: [
        FilterCriteria.filter({
          dynamodb: { NewImage: { unmatchedSince: { S: FilterRule.exists() } } },
        }),
      ],
    });
  }

  private addFanOut(storage: Storage, deliveries: WorkQueue, logRetention: RetentionDays): void {
    const fanOut = new ServiceFunction(this, 'FanOut', {
      handler: 'fan-out',
      description: 'Turns a matched topic into one delivery for each instant follower.',
      timeout: WORKER_TIMEOUT,
      logRetention,
    });
    storage.subscribers.allowQueryOf(fanOut, 'followers');
    deliveries.grantSend(fanOut);
    this.alerts.grantSend(fanOut);
    this.alerts.feeds(fanOut, { batchSize: 5 });
  }
}

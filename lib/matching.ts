import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import { DeadLetterQueue, WorkQueue } from './work-queue';

export interface MatchingProps {
  readonly storage: Storage;
  /** Receives the deliveries of the alerts. */
  readonly deliveries: WorkQueue;
  readonly logRetention: RetentionDays;
}

/** Matches published briefings from the stream, then fans out their alerts as deliveries. */
export class Matching extends Construct {
  readonly alerts: WorkQueue;
  readonly match: ServiceFunction;
  /** Receives the stream positions of briefings that could not be matched. */
  readonly unmatched: DeadLetterQueue;

  constructor(scope: Construct, id: string, { storage, deliveries, logRetention }: MatchingProps) {
    super(scope, id);
    this.alerts = new WorkQueue(this, 'Alerts', { variable: 'ALERTS_QUEUE_URL' });
    this.unmatched = new DeadLetterQueue(this, 'Unmatched');
    this.match = this.addMatch(storage, logRetention);
    this.addFanOut(storage, deliveries, logRetention);
  }

  private addMatch(storage: Storage, logRetention: RetentionDays): ServiceFunction {
    const match = new ServiceFunction(this, 'Match', {
      handler: 'match',
      description: 'Finds the topics that match a new briefing and records each match.',
      // A briefing can match tens of thousands of topics, and each match is written.
      timeout: Duration.minutes(5),
      memorySize: 512,
      logRetention,
    });
    storage.briefings.grantActions(match, 'UpdateItem');
    storage.topics.grantActions(match, 'BatchGetItem', 'GetItem');
    storage.matches.grantActions(match, 'UpdateItem');
    storage.deliveries.grantActions(match, 'PutItem');
    this.alerts.grantSend(match);
    storage.briefings.addStreamHandler(match, {
      batchSize: 2,
      parallelizationFactor: 4,
      retryAttempts: 10,
      onFailure: new SqsDlq(this.unmatched),
      // Only briefings that wait to be matched have this attribute. Silent updates and our own update
      // at the end of matching must not invoke the function.
      filters: [
        FilterCriteria.filter({
          dynamodb: { NewImage: { unmatchedSince: { S: FilterRule.exists() } } },
        }),
      ],
    });
    return match;
  }

  private addFanOut(storage: Storage, deliveries: WorkQueue, logRetention: RetentionDays): void {
    const fanOut = new ServiceFunction(this, 'FanOut', {
      handler: 'fan-out',
      description: 'Creates one delivery for each instant follower of a matched topic.',
      timeout: WORKER_TIMEOUT,
      logRetention,
    });
    storage.subscribers.grantIndexQuery(fanOut, 'followers');
    deliveries.grantSend(fanOut);
    this.alerts.grantSend(fanOut);
    this.alerts.addWorker(fanOut, { batchSize: 5 });
  }
}

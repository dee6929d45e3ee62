import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Lanes } from './lanes';
import { ServiceFunction, WORKER_TIMEOUT } from './service-function';
import type { Storage } from './storage';
import { DeadLetterQueue, WorkQueue } from './work-queue';

export interface MatchingProps {
  readonly storage: Storage;
  /** Receive the deliveries of the alerts. */
  readonly lanes: Lanes;
  readonly logRetention: RetentionDays;
}

/** Matches published briefings from the stream, then fans out their alerts as deliveries. */
export class Matching extends Construct {
  readonly match: ServiceFunction;
  /** Receives one request per part of the topics that a briefing matched, and pass. */
  readonly fanOut: WorkQueue;
  /** Receives the stream positions of briefings that could not be matched. */
  readonly unmatched: DeadLetterQueue;

  constructor(scope: Construct, id: string, { storage, lanes, logRetention }: MatchingProps) {
    super(scope, id);
    this.fanOut = new WorkQueue(this, 'FanOut', { variable: 'FAN_OUT_QUEUE_URL' });
    this.unmatched = new DeadLetterQueue(this, 'Unmatched');
    this.match = this.addMatch(storage, logRetention);
    this.addFanOut(storage, lanes, logRetention);
  }

  private addMatch(storage: Storage, logRetention: RetentionDays): ServiceFunction {
    const match = new ServiceFunction(this, 'Match', {
      handler: 'match',
      description: 'Finds the topics that match a new briefing and records each match.',
      // A briefing can match tens of thousands of topics, and each match is written. What does not fit
      // into one run is continued in another.
      timeout: Duration.minutes(5),
      memorySize: 512,
      logRetention,
    });
    storage.briefings.grantActions(match, 'UpdateItem');
    storage.topics.grantActions(match, 'BatchGetItem', 'GetItem');
    storage.matches.grantActions(match, 'GetItem', 'UpdateItem');
    storage.deliveries.grantActions(match, 'GetItem', 'UpdateItem');
    this.fanOut.grantSend(match);
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

  private addFanOut(storage: Storage, lanes: Lanes, logRetention: RetentionDays): void {
    const fanOut = new ServiceFunction(this, 'FanOutWorker', {
      handler: 'fan-out',
      description: 'Creates one delivery for each instant follower of the matched topics.',
      timeout: WORKER_TIMEOUT,
      logRetention,
    });
    storage.subscribers.grantIndexQuery(fanOut, 'followers');
    storage.deliveries.grantActions(fanOut, 'BatchGetItem', 'GetItem', 'UpdateItem');
    // For a correction, which goes to those who got the first alert.
    storage.deliveries.grantIndexQuery(fanOut, 'byBriefing');
    lanes.grantSend(fanOut, 'alerts');
    lanes.grantCount(fanOut, 'alerts');
    this.fanOut.grantSend(fanOut);
    this.fanOut.addWorker(fanOut, { batchSize: 5 });
  }
}

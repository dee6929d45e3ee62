import { AttributeType, ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ServiceTable } from './service-table';

export interface StorageProps {
  readonly keepData: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The five tables, one per bounded context. */
export class Storage extends Construct {
  readonly briefings: ServiceTable;
  readonly topics: ServiceTable;
  readonly matches: ServiceTable;
  readonly subscribers: ServiceTable;
  readonly deliveries: ServiceTable;

  constructor(scope: Construct, id: string, { keepData }: StorageProps) {
    super(scope, id);

    this.briefings = new ServiceTable(this, 'Briefings', {
      variable: 'BRIEFINGS_TABLE',
      keepData,
      partitionKey: text('briefingId'),
      dynamoStream: StreamViewType.NEW_IMAGE,
      globalSecondaryIndexes: [
        {
          indexName: 'byDay',
          partitionKey: text('day'),
          sortKey: text('publishedAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['title', 'summary', 'url', 'source', 'language', 'tags'],
        },
        {
          // Contains only briefings whose matching is not finished, so that `recover` finds them.
          indexName: 'unmatched',
          partitionKey: text('unmatchedShard'),
          sortKey: text('unmatchedSince'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });

    this.topics = new ServiceTable(this, 'Topics', {
      variable: 'TOPICS_TABLE',
      keepData,
      partitionKey: text('key'),
    });

    this.matches = new ServiceTable(this, 'Matches', {
      variable: 'MATCHES_TABLE',
      keepData,
      partitionKey: text('topicId'),
      sortKey: text('briefingId'),
      timeToLiveAttribute: 'expiresAt',
      // Local, not global, because a digest must see every match written before it, and only local
      // indexes support consistent reads.
      localSecondaryIndexes: [{ indexName: 'byMatchedAt', sortKey: text('matchedAt') }],
    });

    this.subscribers = new ServiceTable(this, 'Subscribers', {
      variable: 'SUBSCRIBERS_TABLE',
      keepData,
      partitionKey: text('subscriberId'),
      sortKey: text('item'),
      globalSecondaryIndexes: [
        {
          indexName: 'followers',
          partitionKey: text('followersOf'),
          sortKey: text('subscriberId'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'due',
          partitionKey: text('dueShard'),
          sortKey: text('dueAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['frequency', 'round'],
        },
      ],
    });

    this.deliveries = new ServiceTable(this, 'Deliveries', {
      variable: 'DELIVERIES_TABLE',
      keepData,
      partitionKey: text('deliveryId'),
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: [
        {
          indexName: 'unfinished',
          partitionKey: text('unfinishedShard'),
          sortKey: text('claimedAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['request'],
        },
        {
          // What was sent to a subscriber, for operators.
          indexName: 'bySubscriber',
          partitionKey: text('subscriberId'),
          sortKey: text('deliveryId'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          // The alerts of a briefing, for operators. Several partitions, because a briefing may have a
          // million.
          indexName: 'byBriefing',
          partitionKey: text('briefingKey'),
          sortKey: text('deliveryId'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
  }
}

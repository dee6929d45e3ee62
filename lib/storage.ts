import { AttributeType, ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { HEADING_FIELDS } from '../lambdas/environment';
import { ServiceTable } from './service-table';

export interface StorageProps {
  readonly keepData: boolean;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The tables, one per bounded context. */
export class Storage extends Construct {
  readonly briefings: ServiceTable;
  readonly scheduled: ServiceTable;
  readonly topics: ServiceTable;
  readonly matches: ServiceTable;
  readonly subscribers: ServiceTable;
  readonly deliveries: ServiceTable;
  readonly feeds: ServiceTable;

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
          // Without its own keys.
          nonKeyAttributes: [...HEADING_FIELDS.filter((field) => field !== 'publishedAt'), 'tags'],
        },
        {
          // The part of a briefing that emails show. A body can have 360 KB, and reading its item costs as
          // much.
          indexName: 'headings',
          partitionKey: text('briefingId'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...HEADING_FIELDS, 'edition'],
        },
        {
          // The words of each day's briefings, for previews and searches. By the time of storing, so that
          // only new ones have to be read again.
          indexName: 'archive',
          partitionKey: text('day'),
          sortKey: text('storedAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['publishedAt', 'words'],
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

    // Apart from the briefings, so that no page and no stream ever sees one before its time.
    this.scheduled = new ServiceTable(this, 'Scheduled', {
      variable: 'SCHEDULED_TABLE',
      keepData,
      partitionKey: text('briefingId'),
      globalSecondaryIndexes: [
        {
          indexName: 'bySendAt',
          partitionKey: text('waiting'),
          sortKey: text('sendAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['title'],
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
          // By time, so that recent followers can be read again on their own.
          sortKey: text('followedSince'),
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
          // When `recover` looks at the entry next.
          sortKey: text('checkAt'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['status', 'claimedAt', 'suspectedAt', 'requeues', 'request'],
        },
        {
          indexName: 'bySubscriber',
          partitionKey: text('subscriberId'),
          sortKey: text('deliveryId'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['kind'],
        },
        {
          // The alerts of a briefing, in shards.
          indexName: 'byBriefing',
          partitionKey: text('briefingKey'),
          sortKey: text('deliveryId'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });

    this.feeds = new ServiceTable(this, 'Feeds', {
      variable: 'FEEDS_TABLE',
      keepData,
      partitionKey: text('feedId'),
      sortKey: text('item'),
      // Of turns at hosts.
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: [
        {
          indexName: 'due',
          partitionKey: text('dueShard'),
          sortKey: text('dueAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
  }
}

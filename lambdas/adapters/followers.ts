import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { FollowersQuery } from '../domain/fan-out-queries';
import { followersKey } from './subscriber-items';

/** Followers per page of a query. */
const FOLLOWERS_PER_PAGE = 1_000;

/**
 * Reads a page of the subscribers who follow the topic at the frequency, those who have followed it the
 * longest first. `last` is the `after` of the next page; it is absent on the last page. The index is
 * eventually consistent: a change may take a moment to appear.
 */
export function followersOf(client: DynamoDBDocumentClient, table: string) {
  return async (
    { topicId, frequency, since }: FollowersQuery,
    after: string | undefined = since,
  ): Promise<{ subscriberIds: string[]; last?: string }> => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'followers',
        KeyConditionExpression: after
          ? 'followersOf = :topic AND followedSince > :after'
          : 'followersOf = :topic',
        ExpressionAttributeValues: {
          ':topic': followersKey(topicId, frequency),
          // A sort key is the time and the subscriber, so those of this very time are included.
          ...(after ? { ':after': after } : {}),
        },
        Limit: FOLLOWERS_PER_PAGE,
      }),
    );
    return {
      subscriberIds: Items.map((item) => String(item.subscriberId)),
      ...(LastEvaluatedKey ? { last: String(LastEvaluatedKey.followedSince) } : {}),
    };
  };
}

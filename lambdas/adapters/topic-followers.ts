import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { FREQUENCIES } from '../domain/frequency';
import type { Subscription } from '../domain/subscriber';
import { batchGet } from './dynamodb';
import { PROFILE_ITEM, subscriptionItem } from './subscriber-items';

/** How long a subscriber follows a topic, at which frequencies. */
export type FollowedPeriods = Pick<Subscription, 'frequency' | 'since' | 'formerly'>;

const period = { frequency: z.enum(FREQUENCIES), since: z.string() };
const subscriptionSchema = z.object({
  ...period,
  formerly: z.array(z.object({ ...period, until: z.string() })).exactOptional(),
});

/** Reads items of many subscribers at once, by subscriber. */
export class TopicFollowers {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The subscriptions of these subscribers to the topic. Consistent. */
  readonly subscriptions = async (
    topicId: string,
    subscriberIds: string[],
  ): Promise<Map<string, FollowedPeriods>> => {
    const items = await this.items(subscriberIds, subscriptionItem(topicId));
    return new Map(
      items.map((item) => [
        String(item.subscriberId),
        subscriptionSchema.parse(item) as FollowedPeriods,
      ]),
    );
  };

  /** The addresses of these subscribers, without those that are erased or must not be emailed. */
  readonly reachableAddresses = async (subscriberIds: string[]): Promise<Map<string, string>> => {
    const items = await this.items(subscriberIds, PROFILE_ITEM);
    const reachable = items.filter(({ suppressed }) => suppressed === undefined);
    return addressesOf(reachable);
  };

  /** The addresses of these subscribers. */
  readonly addresses = async (subscriberIds: string[]): Promise<Map<string, string>> =>
    addressesOf(await this.items(subscriberIds, PROFILE_ITEM));

  private items(subscriberIds: string[], item: string) {
    const keys = [...new Set(subscriberIds)].map((subscriberId) => ({ subscriberId, item }));
    return batchGet(this.client, this.table, keys, { consistent: true });
  }
}

function addressesOf(profiles: Record<string, unknown>[]): Map<string, string> {
  return new Map(profiles.map((item) => [String(item.subscriberId), String(item.address)]));
}

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Subscription } from '../domain/subscriber';
import { batchGet, type Item } from './dynamodb';
import { PROFILE_ITEM, subscriptionItem, toPartition } from './subscriber-items';

/** Reads items of many subscribers at once, by subscriber. */
export class TopicFollowers {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The current subscriptions of these subscribers to the topic. Consistent. */
  readonly subscriptions = async (
    topicId: string,
    subscriberIds: string[],
  ): Promise<Map<string, Subscription>> => {
    // With the profiles, because they say which subscriptions ended by unsubscribing from everything.
    const items = await this.items(subscriberIds, PROFILE_ITEM, subscriptionItem(topicId));
    const current = new Map<string, Subscription>();
    for (const subscriberId of subscriberIds) {
      const own = items.filter((item) => item.subscriberId === subscriberId);
      const [subscription] = toPartition(subscriberId, own).current;
      if (subscription) current.set(subscriberId, subscription);
    }
    return current;
  };

  /** The addresses of these subscribers, without those that are erased or must not be emailed. */
  readonly reachableAddresses = async (subscriberIds: string[]): Promise<Map<string, string>> => {
    const profiles = await this.items(subscriberIds, PROFILE_ITEM);
    return addressesOf(profiles.filter(({ suppressed }) => suppressed === undefined));
  };

  /** The addresses of these subscribers. */
  readonly addresses = async (subscriberIds: string[]): Promise<Map<string, string>> =>
    addressesOf(await this.items(subscriberIds, PROFILE_ITEM));

  private items(subscriberIds: string[], ...names: string[]): Promise<Item[]> {
    const keys = [...new Set(subscriberIds)].flatMap((subscriberId) =>
      names.map((item) => ({ subscriberId, item })),
    );
    return batchGet(this.client, this.table, keys, { consistent: true });
  }
}

function addressesOf(profiles: Item[]): Map<string, string> {
  return new Map(profiles.map((item) => [String(item.subscriberId), String(item.address)]));
}

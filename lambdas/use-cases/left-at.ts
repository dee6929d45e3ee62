import type { SubscriberFile } from '../domain/subscriber';

export interface LeftAtDependencies {
  /** When the owner of the address was erased (ISO 8601), if it was in the last days. */
  erasedAt: (address: string) => Promise<string | undefined>;
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
}

/**
 * When the owner of an address last unsubscribed from everything or was erased (ISO 8601); undefined if
 * they did neither lately. Links that were issued before do not bring them back.
 */
export function leftAt({ erasedAt, findAddress, subscriberFile }: LeftAtDependencies) {
  async function unsubscribedAt(address: string): Promise<string | undefined> {
    const { subscriberId } = await findAddress(address);
    const file = subscriberId === undefined ? undefined : await subscriberFile(subscriberId);
    return file?.subscriber.unsubscribedAt;
  }

  return async (address: string): Promise<string | undefined> => {
    const times = await Promise.all([unsubscribedAt(address), erasedAt(address)]);
    return times
      .filter((time) => time !== undefined)
      .sort()
      .at(-1);
  };
}

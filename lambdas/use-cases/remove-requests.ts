import { addressKey } from '../domain/address';
import type { RequestedEmail } from '../domain/requested-email';
import type { UnfinishedEntry } from './recovery-ledger';

export interface RemoveRequestsDependencies {
  /** The ledger's unfinished entries that are checked until `time` (ISO 8601), in pages. */
  unfinishedDueAt: (time: string) => AsyncIterable<UnfinishedEntry[]>;
  findRequest: (deliveryId: string) => Promise<RequestedEmail | undefined>;
  /** Removes the request, so that its email is dropped. */
  removeRequest: (deliveryId: string) => Promise<void>;
}

/** After every entry of the ledger. */
const END_OF_TIME = '9999-12-31T23:59:59.999Z';

/**
 * Removes what was asked for at an address and waits to be sent, for example because sending is paused. A
 * request that is removed while its email is written is dropped all the same (`prepareRequested`). False if
 * there was none.
 */
export function removeRequests(dependencies: RemoveRequestsDependencies) {
  const { unfinishedDueAt, findRequest, removeRequest } = dependencies;
  return async (address: string): Promise<boolean> => {
    let isAnyRemoved = false;
    for await (const entries of unfinishedDueAt(END_OF_TIME)) {
      for (const entry of entries) {
        if (!entry.readable || entry.request.kind !== 'confirm') continue;
        const requested = await findRequest(entry.deliveryId);
        if (requested?.about !== 'follow') continue;
        if (addressKey(requested.follow.address) !== addressKey(address)) continue;
        await removeRequest(entry.deliveryId);
        isAnyRemoved = true;
      }
    }
    return isAnyRemoved;
  };
}

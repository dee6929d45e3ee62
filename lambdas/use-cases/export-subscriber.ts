import type { DeliveryRecord } from '../domain/delivery-record';
import type { SubscriberFile, SuppressionReason } from '../domain/subscriber';
import { type ReadDeliveriesDependencies, readDeliveries } from './list-sent-emails';

export interface ExportSubscriberDependencies extends ReadDeliveriesDependencies {
  /** What is stored about the address apart from its subscriber. */
  findAddress: (
    address: string,
  ) => Promise<{ suppressed?: SuppressionReason; softBounces?: number }>;
  now: () => string;
}

/** Everything that is held about a subscriber. */
export interface SubscriberExport extends SubscriberFile {
  /** ISO 8601. */
  exportedAt: string;
  /** The number of temporary bounces of their address. */
  softBounces: number;
  /** The emails of the last 90 days, newest first: sent, waiting, or left out, and why. */
  emails: DeliveryRecord[];
}

/** Collects everything that is held about a subscriber, so that they can take it with them. */
export function exportSubscriber(dependencies: ExportSubscriberDependencies) {
  const { findAddress, now } = dependencies;
  return async (file: SubscriberFile): Promise<SubscriberExport> => {
    const { subscriberId, address } = file.subscriber;
    const [{ softBounces = 0 }, deliveries] = await Promise.all([
      findAddress(address),
      readDeliveries(dependencies, subscriberId),
    ]);
    const emails = deliveries.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
    return { exportedAt: now(), ...file, softBounces, emails };
  };
}

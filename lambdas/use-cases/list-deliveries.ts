import { type DeliveryRecord, explainState } from '../domain/delivery-record';
import type { DigestFrequency } from '../domain/frequency';
import type { FindSubscriberOutcome } from './find-subscriber';

interface DeliveryPage {
  deliveries: DeliveryRecord[];
  next?: string;
}

export interface ListDeliveriesDependencies {
  briefingExists: (briefingId: string) => Promise<boolean>;
  ofBriefing: (briefingId: string, startAfter?: string) => Promise<DeliveryPage>;
  ofSubscriber: (subscriberId: string, startAfter?: string) => Promise<DeliveryPage>;
  findSubscriber: (email: string) => Promise<FindSubscriberOutcome>;
  /** The addresses of these subscribers, by id. */
  addresses: (subscriberIds: string[]) => Promise<Map<string, string>>;
  nextDigests: (subscriberId: string) => Promise<{ frequency: DigestFrequency; dueAt: string }[]>;
}

/** A delivery as operators see it. */
export interface ListedDelivery extends Omit<DeliveryRecord, 'reason' | 'messageId' | 'attempts'> {
  /** Absent for a confirmation, and for a subscriber who is erased. */
  email?: string;
  /** Why it is in its state. */
  why: string;
}

export type ListDeliveriesOutcome =
  | {
      outcome: 'listed';
      deliveries: ListedDelivery[];
      /** When the subscriber's next digests are due; empty for the deliveries of a briefing. */
      digests: { frequency: DigestFrequency; dueAt: string }[];
      /** Where the following page starts; absent on the last one. */
      next?: string;
    }
  /** `reason` is a sentence for the operator. */
  | { outcome: 'unknown' | 'refused'; reason: string };

/** Lists a page of the alerts of a briefing, or of the emails to a subscriber. */
export function listDeliveries(dependencies: ListDeliveriesDependencies) {
  const { briefingExists, ofBriefing, ofSubscriber, findSubscriber } = dependencies;
  return {
    ofBriefing: async (briefingId: string, startAfter?: string): Promise<ListDeliveriesOutcome> => {
      if (!(await briefingExists(briefingId))) {
        return { outcome: 'unknown', reason: 'There is no briefing with this id.' };
      }
      const page = await ofBriefing(briefingId, startAfter);
      return { ...(await listed(page, dependencies)), digests: [] };
    },
    ofSubscriber: async (email: string, startAfter?: string): Promise<ListDeliveriesOutcome> => {
      const found = await findSubscriber(email);
      switch (found.outcome) {
        case 'refused':
          return found;
        case 'unknown':
          return { outcome: 'unknown', reason: 'Nobody subscribes with this address.' };
        case 'found': {
          const { subscriberId } = found;
          const page = await ofSubscriber(subscriberId, startAfter);
          const digests = await dependencies.nextDigests(subscriberId);
          return { ...(await listed(page, dependencies)), digests };
        }
        default:
          return found satisfies never;
      }
    },
  };
}

async function listed(
  { deliveries, next }: DeliveryPage,
  { addresses }: ListDeliveriesDependencies,
) {
  const emails = await addresses(deliveries.flatMap(({ subscriberId }) => subscriberId ?? []));
  return {
    outcome: 'listed' as const,
    deliveries: deliveries.map((delivery): ListedDelivery => {
      const { reason, messageId, attempts, ...record } = delivery;
      const email = emails.get(record.subscriberId ?? '');
      return { ...record, ...(email === undefined ? {} : { email }), why: explainState(delivery) };
    }),
    ...(next === undefined ? {} : { next }),
  };
}

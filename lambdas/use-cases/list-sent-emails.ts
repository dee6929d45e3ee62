import type { BriefingHeading } from '../domain/briefing';
import { type DeliveryRecord, digestFrequencyOf } from '../domain/delivery-record';
import type { DigestFrequency } from '../domain/frequency';
import { type AccountReference, accountEmailOf } from '../domain/requested-email';
import type { SubscriberFile } from '../domain/subscriber';

export interface ReadDeliveriesDependencies {
  /** A page of the subscriber's deliveries, in no particular order. */
  deliveriesOf: (
    subscriberId: string,
    startAfter?: string,
  ) => Promise<{ deliveries: DeliveryRecord[]; next?: string }>;
}

export interface ListSentEmailsDependencies extends ReadDeliveriesDependencies {
  briefingHeadings: (briefingIds: string[]) => Promise<Map<string, BriefingHeading>>;
}

/** What an email was about. */
export type SentEmailSubject =
  /** `title` is absent if the briefing was withdrawn. */
  | { kind: 'alert'; title?: string; briefingId: string }
  /** `briefings` is absent for emails of older versions. */
  | { kind: 'gathered'; briefings?: number }
  | { kind: 'digest'; frequency: DigestFrequency; briefings?: number }
  /** Someone asked for it on a page, or it says that the address was changed. */
  | { kind: 'account'; about: AccountReference['about'] };

/** An email that was sent to the subscriber, and why. */
export interface SentEmail {
  deliveryId: string;
  /** ISO 8601. */
  sentAt: string;
  subject: SentEmailSubject;
  /** The expressions of the topics that it was about and that are still followed. */
  topics: string[];
  /** How many of its topics the subscriber no longer follows. */
  formerTopics: number;
}

export interface SentEmails {
  /** Newest first. */
  emails: SentEmail[];
  /** The id of the last email of this page, if more follow. */
  next?: string;
}

const EMAILS_PER_PAGE = 30;
/** Far more emails than anyone gets in 90 days; a page reads them all, since the ledger is not sorted by time. */
const MAX_LEDGER_PAGES = 20;

/**
 * The emails that the subscriber was sent in the last 90 days, for as long as the ledger keeps them, after
 * the one with the id `after`.
 */
export function listSentEmails(dependencies: ListSentEmailsDependencies) {
  const { briefingHeadings } = dependencies;
  return async (file: SubscriberFile, after?: string): Promise<SentEmails> => {
    const deliveries = await readDeliveries(dependencies, file.subscriber.subscriberId);
    const sent = deliveries
      .filter(({ state }) => state === 'sent')
      .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
    const start = sent.findIndex(({ deliveryId }) => deliveryId === after) + 1;
    const page = sent.slice(start, start + EMAILS_PER_PAGE);
    const headings = await briefingHeadings(page.flatMap(({ briefingId }) => briefingId ?? []));
    const last = start + EMAILS_PER_PAGE < sent.length ? page.at(-1) : undefined;
    return {
      emails: page.flatMap((delivery) => {
        const subject = subjectOf(delivery, headings);
        if (subject === undefined) return [];
        const { deliveryId, at: sentAt = '' } = delivery;
        return [{ deliveryId, sentAt, subject, ...topicsOf(delivery, file) }];
      }),
      ...(last ? { next: last.deliveryId } : {}),
    };
  };
}

/** All deliveries to the subscriber that the ledger keeps, in no particular order. */
export async function readDeliveries(
  { deliveriesOf }: ReadDeliveriesDependencies,
  subscriberId: string,
): Promise<DeliveryRecord[]> {
  const all: DeliveryRecord[] = [];
  let next: string | undefined;
  for (let page = 0; page < MAX_LEDGER_PAGES; page += 1) {
    const read = await deliveriesOf(subscriberId, next);
    all.push(...read.deliveries);
    next = read.next;
    if (next === undefined) break;
  }
  return all;
}

function subjectOf(
  delivery: DeliveryRecord,
  headings: Map<string, BriefingHeading>,
): SentEmailSubject | undefined {
  const { kind, briefingId = '', contents } = delivery;
  const briefings = contents === undefined ? {} : { briefings: contents.briefings };
  switch (kind) {
    case 'alert': {
      const title = headings.get(briefingId)?.title;
      return { kind, briefingId, ...(title === undefined ? {} : { title }) };
    }
    case 'gathered':
      return { kind, ...briefings };
    case 'digest': {
      const frequency = digestFrequencyOf(delivery);
      return frequency && { kind, frequency, ...briefings };
    }
    case 'account': {
      const about = delivery.about ?? accountEmailOf(delivery.deliveryId);
      return about && { kind, about };
    }
    case 'confirm':
      return { kind: 'account', about: delivery.about ?? 'follow' };
    default:
      return kind satisfies never;
  }
}

function topicsOf({ contents }: DeliveryRecord, { subscriptions }: SubscriberFile) {
  const topicIds = new Set(contents?.topicIds);
  const followed = subscriptions.filter(({ topicId }) => topicIds.has(topicId));
  return {
    topics: followed.map(({ expression }) => expression),
    formerTopics: topicIds.size - followed.length,
  };
}

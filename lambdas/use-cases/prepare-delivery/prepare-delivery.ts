import type { Briefing } from '../../domain/briefing';
import type { DeliveryRequest, FollowRequest } from '../../domain/delivery';
import type { DigestFrequency } from '../../domain/frequency';
import type { Snippet } from '../../domain/snippet';
import type { Subscriber, SubscriberFile } from '../../domain/subscriber';
import type { Email, PreparedDelivery } from '../deliver';
import { type PrepareAlertDependencies, prepareAlert } from './alert';
import { type PrepareConfirmationDependencies, prepareConfirmation } from './confirmation';
import { type PrepareDigestDependencies, prepareDigest } from './digest';

/** Of a briefing, what a mail shows. */
export type BriefingHeading = Omit<Briefing, 'body' | 'bodyHtml' | 'tags'>;

/** One topic that one briefing met. */
export interface MatchedTopic {
  topicId: string;
  expression: string;
  snippet: Snippet;
}

/** Writes mails: whoever implements it knows the templates, the site's addresses and MIME. */
export interface EmailWriter {
  confirmation: (content: {
    deliveryId: string;
    follow: FollowRequest;
    /** ISO 8601. */
    askedAt: string;
  }) => Promise<Email>;
  alert: (content: {
    deliveryId: string;
    subscriber: Subscriber;
    briefing: BriefingHeading;
    topics: MatchedTopic[];
  }) => Promise<Email>;
  digest: (content: {
    deliveryId: string;
    subscriber: Subscriber;
    frequency: DigestFrequency;
    matches: (MatchedTopic & { briefing: BriefingHeading })[];
    /** ISO 8601. */
    periodStart: string;
    periodEnd: string;
  }) => Promise<Email>;
}

/** What the kinds of mail need alike. */
export interface PrepareDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  emailWriter: EmailWriter;
  now: () => string;
}

/** Gathers what a delivery says, as of now, and writes its mail; or finds that none is needed. */
export function prepareDelivery(
  deps: PrepareConfirmationDependencies & PrepareAlertDependencies & PrepareDigestDependencies,
) {
  const confirmation = prepareConfirmation(deps);
  const alert = prepareAlert(deps);
  const digest = prepareDigest(deps);
  return async (request: DeliveryRequest, deliveryId: string): Promise<PreparedDelivery> => {
    switch (request.kind) {
      case 'confirm':
        return confirmation(request, deliveryId);
      case 'alert':
        return alert(request, deliveryId);
      case 'digest':
        return digest(request, deliveryId);
      default:
        return request satisfies never;
    }
  };
}

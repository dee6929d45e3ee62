import type { BriefingHeading } from '../../domain/briefing';
import type { AlertRequest, DropReason, PreparedDelivery } from '../../domain/delivery';
import type { Snippet } from '../../domain/snippet';
import type { SubscriberFile } from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareAlertDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** The matches of this edition of the briefing with any of the topics. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<{ topicId: string; snippet: Snippet }[]>;
  /** The headings of the briefings, by id, each of at least an edition. */
  briefings: (
    briefingIds: string[],
    minEdition?: (briefingId: string) => number,
  ) => Promise<Map<string, BriefingHeading>>;
  emailWriter: Pick<EmailWriter, 'alert'>;
}

/**
 * Writes the email about one briefing, with every topic of the subscriber that the briefing
 * matched.
 */
export function prepareAlert({
  subscriberFile,
  matchesOfBriefing,
  briefings,
  emailWriter,
}: PrepareAlertDependencies) {
  return async (request: AlertRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { briefingId, edition, subscriberId } = request;
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return notNeeded('erased');
    if (file.subscriber.suppressed) return notNeeded('suppressed');

    const followed = new Map(
      file.subscriptions
        .filter(({ frequency }) => frequency === 'instant')
        .map(({ topicId, expression }) => [topicId, expression]),
    );
    if (followed.size === 0) return notNeeded('unsubscribed');
    const matches = await matchesOfBriefing(briefingId, edition, [...followed.keys()]);
    if (matches.length === 0) return notNeeded('unsubscribed');

    const briefing = (await briefings([briefingId], () => edition)).get(briefingId);
    if (briefing === undefined) return notNeeded('withdrawn');

    const topics = matches
      .map(({ topicId, snippet }) => ({
        topicId,
        expression: followed.get(topicId) ?? '',
        snippet,
      }))
      .sort((a, b) => a.expression.localeCompare(b.expression));
    const { subscriber } = file;
    const email = await emailWriter.alert({ deliveryId, subscriber, briefing, topics });
    return { outcome: 'ready', email };
  };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}

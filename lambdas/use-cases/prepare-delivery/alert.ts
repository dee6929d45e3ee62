import type { BriefingHeading } from '../../domain/briefing';
import type { AlertRequest, DropReason, PreparedDelivery } from '../../domain/delivery';
import type { Snippet } from '../../domain/snippet';
import { frequencyAt, type SubscriberFile } from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareAlertDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** The matches of this or a newer edition of the briefing with any of the topics. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<{ topicId: string; edition: number; matchedAt: string; snippet: Snippet }[]>;
  /** The headings of the briefings, by id, each of at least an edition. */
  briefings: (
    briefingIds: string[],
    minEdition?: (briefingId: string) => number,
  ) => Promise<Map<string, BriefingHeading>>;
  emailWriter: Pick<EmailWriter, 'alert'>;
}

/**
 * Writes the email about one briefing, with every topic that the briefing matched and that the
 * subscriber followed at `instant` at that time. A digest tells the other topics.
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
        .filter(({ frequency, formerly = [] }) =>
          [frequency, ...formerly.map((period) => period.frequency)].includes('instant'),
        )
        .map((subscription) => [subscription.topicId, subscription]),
    );
    if (followed.size === 0) return notNeeded('unsubscribed');
    const matches = await matchesOfBriefing(briefingId, edition, [...followed.keys()]);
    const topics = matches
      .filter((match) => match.edition === edition)
      .flatMap(({ topicId, matchedAt, snippet }) => {
        const subscription = followed.get(topicId);
        return subscription && frequencyAt(subscription, matchedAt) === 'instant'
          ? [{ topicId, expression: subscription.expression, snippet }]
          : [];
      })
      .sort((a, b) => a.expression.localeCompare(b.expression));
    if (topics.length === 0) {
      // The newer edition has its own alert.
      const isSuperseded = matches.some((match) => match.edition > edition);
      return notNeeded(isSuperseded ? 'superseded' : 'unsubscribed');
    }

    const briefing = (await briefings([briefingId], () => edition)).get(briefingId);
    if (briefing === undefined) return notNeeded('withdrawn');

    const { subscriber } = file;
    const email = await emailWriter.alert({ deliveryId, subscriber, briefing, topics });
    return { outcome: 'ready', email };
  };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}

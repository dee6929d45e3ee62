import type { DeliveryRequest } from '../../domain/delivery';
import type { Snippet } from '../../domain/snippet';
import type { DropReason, PreparedDelivery } from '../deliver';
import type { BriefingHeading, PrepareDependencies } from './prepare-delivery';

export interface PrepareAlertDependencies extends PrepareDependencies {
  /** Those of the topics that this edition of the briefing met. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<{ topicId: string; snippet: Snippet }[]>;
  briefings: (briefingIds: string[]) => Promise<Map<string, BriefingHeading>>;
}

type AlertRequest = Extract<DeliveryRequest, { kind: 'alert' }>;

/** The mail about one briefing, naming every topic of the subscriber's that it met. */
export function prepareAlert(deps: PrepareAlertDependencies) {
  return async (request: AlertRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { briefingId, edition, subscriberId } = request;
    const file = await deps.subscriberFile(subscriberId);
    if (file === undefined) return notNeeded('erased');
    if (file.subscriber.suppressed) return notNeeded('suppressed');

    const followed = new Map(
      file.subscriptions
        .filter(({ frequency }) => frequency === 'instant')
        .map(({ topicId, expression }) => [topicId, expression]),
    );
    if (followed.size === 0) return notNeeded('unsubscribed');
    const matches = await deps.matchesOfBriefing(briefingId, edition, [...followed.keys()]);
    if (matches.length === 0) return notNeeded('unsubscribed');

    const briefing = (await deps.briefings([briefingId])).get(briefingId);
    if (briefing === undefined) return notNeeded('withdrawn');

    const topics = matches
      .map(({ topicId, snippet }) => ({
        topicId,
        expression: followed.get(topicId) ?? '',
        snippet,
      }))
      .sort((a, b) => a.expression.localeCompare(b.expression));
    const { subscriber } = file;
    const mail = await deps.emailWriter.alert({ deliveryId, subscriber, briefing, topics });
    return { outcome: 'ready', mail };
  };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}

import type { GatheredAlert } from '../../domain/alert-window';
import type { DropReason } from '../../domain/delivery';
import type { Snippet } from '../../domain/snippet';
import type { SubscriberFile } from '../../domain/subscriber';
import type { MatchedTopic } from './email-writer';

export interface AlertTopicsDependencies {
  /** The matches of this edition of the briefing with any of the topics. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<{ topicId: string; snippet: Snippet }[]>;
}

export type AlertTopics =
  | { outcome: 'due'; topics: MatchedTopic[] }
  | { outcome: 'not-due'; reason: DropReason };

/** The subscriber's topics that an alert about the briefing names, in the order of their expressions. */
export function findAlertTopics({ matchesOfBriefing }: AlertTopicsDependencies) {
  return async (
    file: SubscriberFile,
    { briefingId, edition }: GatheredAlert,
  ): Promise<AlertTopics> => {
    const followed = new Map(
      file.subscriptions
        .filter(({ frequency }) => frequency === 'instant')
        .map(({ topicId, expression }) => [topicId, expression]),
    );
    if (followed.size === 0) return { outcome: 'not-due', reason: 'unsubscribed' };
    const matches = await matchesOfBriefing(briefingId, edition, [...followed.keys()]);
    if (matches.length === 0) return { outcome: 'not-due', reason: 'unsubscribed' };
    const topics = matches
      .map(({ topicId, snippet }) => ({
        topicId,
        expression: followed.get(topicId) ?? '',
        snippet,
      }))
      .sort((a, b) => a.expression.localeCompare(b.expression));
    return { outcome: 'due', topics };
  };
}

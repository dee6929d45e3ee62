import type { GatheredAlert } from '../../domain/alert-window';
import type { DropReason } from '../../domain/delivery-outcome';
import { followedTopics, frequencyAt } from '../../domain/followed-topics';
import type { Snippet } from '../../domain/snippet';
import type { SubscriberFile } from '../../domain/subscriber';
import type { MatchedTopic } from './email-writer';

export interface AlertTopicsDependencies {
  /** The matches of this or a newer edition of the briefing with any of the topics. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<{ topicId: string; edition: number; matchedAt: string; snippet: Snippet }[]>;
}

export type AlertTopics =
  | { outcome: 'due'; topics: MatchedTopic[] }
  | { outcome: 'not-due'; reason: DropReason };

/**
 * The topics that an alert about the briefing names: those that the subscriber followed at `instant` when
 * the briefing matched them, in the order of their expressions.
 */
export function findAlertTopics({ matchesOfBriefing }: AlertTopicsDependencies) {
  return async (
    file: SubscriberFile,
    { briefingId, edition: ownEdition, corrects }: GatheredAlert,
  ): Promise<AlertTopics> => {
    // A correction goes out for the topics of what it corrects.
    const edition = corrects ?? ownEdition;
    const followed = new Map(
      followedTopics(file.subscriptions)
        .filter(({ frequency, formerly = [] }) =>
          [frequency, ...formerly.map((period) => period.frequency)].includes('instant'),
        )
        .map((topic) => [topic.topicId, topic]),
    );
    if (followed.size === 0) return { outcome: 'not-due', reason: 'unsubscribed' };
    const matches = await matchesOfBriefing(briefingId, edition, [...followed.keys()]);
    const topics = matches
      .filter((match) => match.edition === edition)
      .flatMap(({ topicId, matchedAt, snippet }) => {
        const topic = followed.get(topicId);
        return topic && frequencyAt(topic, matchedAt) === 'instant'
          ? [{ topicId, expression: topic.expression, snippet }]
          : [];
      })
      .sort((a, b) => a.expression.localeCompare(b.expression));
    if (topics.length === 0) {
      // The newer edition has its own alert.
      const isSuperseded = matches.some((match) => match.edition > edition);
      return { outcome: 'not-due', reason: isSuperseded ? 'superseded' : 'unsubscribed' };
    }
    return { outcome: 'due', topics };
  };
}

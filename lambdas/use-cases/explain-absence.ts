import {
  type AbsenceOutcome,
  byRelevance,
  type TopicExplanation,
  type TopicFate,
} from '../domain/absence';
import { asTyped } from '../domain/archive/as-typed';
import type { Briefing } from '../domain/briefing';
import { readBriefingAddress } from '../domain/briefing-address';
import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import { followedTopics, frequencyAt } from '../domain/followed-topics';
import { type AnalyzedBriefing, analyzeBriefing } from '../domain/matching/analyze-briefing';
import { decisiveParts } from '../domain/matching/decisive-clauses';
import type { RecordedMatch } from '../domain/recorded-match';
import type { SubscriberFile, Subscription } from '../domain/subscriber';
import { type ReadDeliveriesDependencies, readDeliveries } from './list-sent-emails';
import { type MatchFateDependencies, matchFate } from './match-fate';

/** A briefing as stored, with its edition. */
type StoredBriefing = Briefing & { edition: number };

export interface ExplainAbsenceDependencies
  extends ReadDeliveriesDependencies,
    MatchFateDependencies {
  /** Absolute, of this site. */
  siteUrl: string;
  findBriefing: (briefingId: string) => Promise<StoredBriefing | undefined>;
  /** Among those of the last `days` days. */
  findBriefingByUrl: (url: string, days: number) => Promise<StoredBriefing | undefined>;
  aliases: () => Promise<Aliases>;
  /** The matches of this or a newer edition of the briefing with any of these topics. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<RecordedMatch[]>;
}

/** Matches, and most preferences that decided about them, are kept at least as long. */
const MAX_DAYS_BACK = 30;
/** A briefing is matched within seconds. */
const MATCHING_MS = 2 * 60_000;

/**
 * Says why the subscriber was not emailed about a briefing, or that they were: which topic, word,
 * frequency or preference decided. It uses the rules that decide when emails are sent.
 */
export function explainAbsence(dependencies: ExplainAbsenceDependencies) {
  const fateOf = matchFate(dependencies);

  async function find(pasted: string): Promise<StoredBriefing | 'unreadable' | undefined> {
    const address = readBriefingAddress(pasted, dependencies.siteUrl);
    switch (address.outcome) {
      case 'page':
        return dependencies.findBriefing(address.briefingId);
      case 'url':
        return dependencies.findBriefingByUrl(address.url, MAX_DAYS_BACK);
      case 'unreadable':
        return 'unreadable';
      default:
        return address satisfies never;
    }
  }

  return async (file: SubscriberFile, pasted: string): Promise<AbsenceOutcome> => {
    const briefing = await find(pasted);
    if (briefing === 'unreadable') return { outcome: 'unreadable' };
    if (briefing === undefined) return { outcome: 'unknown', days: MAX_DAYS_BACK };

    const { subscriber, subscriptions } = file;
    const topics = followedTopics(subscriptions);
    const [aliases, matches, deliveries] = await Promise.all([
      dependencies.aliases(),
      dependencies.matchesOfBriefing(
        briefing.briefingId,
        1,
        topics.map(({ topicId }) => topicId),
      ),
      readDeliveries(dependencies, subscriber.subscriberId),
    ]);
    const analyzed = analyzeBriefing(briefing);
    const explanations = topics.map(async (topic): Promise<TopicExplanation[]> => {
      const { topicId, expression } = topic;
      const match = matches.find((one) => one.topicId === topicId);
      const frequency = match && frequencyAt(topic, match.matchedAt);
      if (match && frequency) {
        const decision = await fateOf(file, { briefing, match, frequency, deliveries });
        return [{ topicId, expression, frequency, decision }];
      }
      const subscription = subscriptions.find((one) => one.topicId === topicId);
      // A topic that was edited into another one explains only what it matched.
      if (subscription === undefined) return [];
      const decision = whyNotMatched(subscription, match, { briefing, analyzed, aliases });
      return [{ topicId, expression, frequency: subscription.frequency, decision }];
    });
    return {
      outcome: 'explained',
      briefing,
      isSuppressed: subscriber.suppressed !== undefined,
      topics: (await Promise.all(explanations)).flat().sort(byRelevance),
    };
  };

  /** Why no match of the subscription is recorded, or none since the topic was followed. */
  function whyNotMatched(
    subscription: Subscription,
    match: RecordedMatch | undefined,
    {
      briefing,
      analyzed,
      aliases,
    }: { briefing: StoredBriefing; analyzed: AnalyzedBriefing; aliases: Aliases },
  ): TopicFate {
    const since = subscription.formerly?.[0]?.since ?? subscription.since;
    if (match) return { fate: 'followed-later', since };
    const read = readExpression(subscription.expression, subscription.language);
    const parts =
      read.outcome === 'read' ? decisiveParts(read.expression, aliases, analyzed) : undefined;
    if (parts) {
      const spell = asTyped(subscription.expression);
      const { missing, excluded } = parts;
      return { fate: 'missed', missing: missing.map(spell), excluded: excluded.map(spell) };
    }
    const age = Date.parse(dependencies.now()) - Date.parse(briefing.publishedAt);
    if (since > briefing.publishedAt && age > 0) return { fate: 'followed-later', since };
    return { fate: age < MATCHING_MS ? 'not-matched-yet' : 'changed-later' };
  }
}

import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import {
  type Audience,
  calculateForecast,
  type Forecast,
  type SendQuota,
} from '../domain/forecast';
import { DIGEST_FREQUENCIES, FREQUENCIES, type Frequency } from '../domain/frequency';
import { readLanguage, type TopicLanguage } from '../domain/languages/language';
import { analyzeBriefing, type BriefingText } from '../domain/matching/analyze-briefing';
import { lookupKeys } from '../domain/matching/lookup-keys';
import { matchTopic } from '../domain/matching/match-topic';
import type { TopicCandidate } from '../domain/topic';
import { createCompiledTopicCache } from './compiled-topic-cache';

export interface ForecastEmailsDependencies {
  /** The topics indexed under any of the keys, in parts. A topic may be in several parts. */
  candidatePages: (keys: string[]) => AsyncIterable<{ candidates: TopicCandidate[] }>;
  aliases: () => Promise<Aliases>;
  countFollowers: (topicId: string, frequency: Frequency) => Promise<number>;
  followersOf: (
    query: { topicId: string; frequency: Frequency },
    startAfter?: string,
  ) => Promise<{ subscriberIds: string[]; last?: string }>;
  sendQuota: () => Promise<SendQuota>;
  /** Emails per second. */
  sendRate: number;
  /** The language of a topic if none is given. */
  defaultLanguage: TopicLanguage;
}

export type ForecastOutcome =
  /** `topics`: how many topics match; `subject`: the title, or the canonical form of the topic. */
  | { outcome: 'forecast'; subject: string; topics: number; forecast: Forecast }
  /** `reason` is a sentence for the operator. */
  | { outcome: 'refused'; reason: string };

/** Up to this many followers are read one by one, to count those of several topics once. */
const MAX_FOLLOWERS_READ = 50_000;

/** Says how many emails a briefing will send, how long they take and what they cost. Changes nothing. */
export function forecastEmails(dependencies: ForecastEmailsDependencies) {
  const compiled = createCompiledTopicCache();
  const forecast = async (subject: string, topicIds: string[]): Promise<ForecastOutcome> => {
    const audience = await audienceOf(topicIds, dependencies);
    const quota = await dependencies.sendQuota();
    return {
      outcome: 'forecast',
      subject,
      topics: topicIds.length,
      forecast: calculateForecast(audience, dependencies.sendRate, quota),
    };
  };
  return {
    /** Of a briefing that matches one topic. */
    ofTopic: async (request: {
      expression: string;
      language: string;
    }): Promise<ForecastOutcome> => {
      const language = readLanguage(request.language, dependencies.defaultLanguage);
      if (language.outcome === 'refused') return language;
      const read = readExpression(request.expression, language.value);
      if (read.outcome === 'refused') return read;
      return forecast(read.expression.canonical, [topicIdOf(read.expression)]);
    },
    /** Of a briefing with its texts as publishing would store them. */
    ofBriefing: async (briefing: BriefingText): Promise<ForecastOutcome> => {
      const analyzed = analyzeBriefing(briefing);
      const aliases = await dependencies.aliases();
      const matching = new Set<string>();
      for await (const { candidates } of dependencies.candidatePages(lookupKeys(analyzed))) {
        for (const candidate of candidates) {
          if (matching.has(candidate.topicId)) continue;
          const topic = compiled(candidate, aliases);
          if (topic && matchTopic(topic, analyzed) !== undefined) matching.add(candidate.topicId);
        }
      }
      return forecast(briefing.title, [...matching]);
    },
  };
}

/** Who follows any of the topics, at once or in a digest. */
async function audienceOf(
  topicIds: string[],
  dependencies: ForecastEmailsDependencies,
): Promise<Audience> {
  const counts = Object.fromEntries(FREQUENCIES.map((frequency) => [frequency, 0])) as Record<
    Frequency,
    number
  >;
  for (const topicId of topicIds) {
    for (const frequency of FREQUENCIES) {
      counts[frequency] += await dependencies.countFollowers(topicId, frequency);
    }
  }
  const total = FREQUENCIES.reduce((sum, frequency) => sum + counts[frequency], 0);
  const isExact = topicIds.length > 1 && total <= MAX_FOLLOWERS_READ;
  if (isExact) {
    for (const frequency of FREQUENCIES) {
      counts[frequency] = await countDistinct(topicIds, frequency, dependencies);
    }
  }
  return {
    alerts: counts.instant,
    digests: DIGEST_FREQUENCIES.reduce((sum, frequency) => sum + counts[frequency], 0),
    atMost: topicIds.length > 1 && !isExact,
  };
}

/** How many subscribers follow any of the topics at the frequency. */
async function countDistinct(
  topicIds: string[],
  frequency: Frequency,
  { followersOf }: ForecastEmailsDependencies,
): Promise<number> {
  const followers = new Set<string>();
  for (const topicId of topicIds) {
    let startAfter: string | undefined;
    do {
      const page = await followersOf({ topicId, frequency }, startAfter);
      for (const subscriberId of page.subscriberIds) followers.add(subscriberId);
      startAfter = page.last;
    } while (startAfter !== undefined);
  }
  return followers.size;
}

import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import type { FollowRequest } from '../domain/follow-request';
import { type Refusal, refuse } from '../domain/refusal';
import type { SubscriberFile } from '../domain/subscriber';

export interface CheckTopicLimitDependencies {
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  maxTopicsPerSubscriber: number;
}

export type TopicLimitOutcome =
  | { outcome: 'within-limit' }
  /** Not all topics of the request can be followed. */
  | { outcome: 'too-many'; refusal: Refusal };

/**
 * Whether the subscriber can follow all topics of the request. Only the owner of the address may see the
 * answer, because it depends on what they follow.
 */
export function checkTopicLimit(dependencies: CheckTopicLimitDependencies) {
  const { findAddress, subscriberFile, maxTopicsPerSubscriber } = dependencies;
  return async (request: FollowRequest): Promise<TopicLimitOutcome> => {
    const { subscriberId } = await findAddress(request.address);
    const file = subscriberId === undefined ? undefined : await subscriberFile(subscriberId);
    const followed = new Set(file?.subscriptions.map(({ topicId }) => topicId));
    const before = followed.size;
    for (const text of request.expressions) {
      const read = readExpression(text, request.language);
      if (read.outcome === 'read') followed.add(topicIdOf(read.expression));
    }
    if (followed.size === before || followed.size <= maxTopicsPerSubscriber) {
      return { outcome: 'within-limit' };
    }
    return { outcome: 'too-many', refusal: refuse('tooManyTopics', maxTopicsPerSubscriber) };
  };
}

import type { ServiceFunction } from './service-function';
import type { Storage } from './storage';

/** Grants what following topics, changing and ending subscriptions needs, where an end can be undone. */
export function grantFollowing(fn: ServiceFunction, storage: Storage): void {
  const { subscribers } = storage;
  subscribers.grantActions(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem');
  storage.topics.grantActions(fn, 'GetItem', 'UpdateItem');
  // For the time of a topic's newest match, after which a changed frequency begins.
  storage.matches.grantIndexQuery(fn, 'byMatchedAt');
}

/** The same, and what replacing topics, and removing subscriptions and people at once needs. */
export function grantSubscribing(fn: ServiceFunction, storage: Storage): void {
  grantFollowing(fn, storage);
  storage.subscribers.grantActions(fn, 'DeleteItem');
  // A term that no topic is indexed under any more is removed.
  storage.topics.grantActions(fn, 'DeleteItem');
}

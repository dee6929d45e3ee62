import type { ServiceFunction } from './service-function';
import type { Storage } from './storage';

/** Grants what following topics, changing and ending subscriptions needs. */
export function grantSubscribing(fn: ServiceFunction, storage: Storage): void {
  const { subscribers } = storage;
  subscribers.grantActions(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  subscribers.grantActions(fn, 'ConditionCheckItem');
  // With 'DeleteItem', a term that no topic is indexed under any more is removed.
  storage.topics.grantActions(fn, 'GetItem', 'UpdateItem', 'DeleteItem');
  // For the time of a topic's newest match, after which a changed frequency begins.
  storage.matches.grantIndexQuery(fn, 'byMatchedAt');
}

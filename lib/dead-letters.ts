import type { ServiceFunction } from './service-function';
import { namedQueues, type WatchedResources } from './watched-resources';

/**
 * Grants permission to count the dead letters of every queue, and to move them back to their queue,
 * and sets the URLs. The dead letters of the stream are positions in it and can't be moved.
 */
export function grantRedrive(fn: ServiceFunction, watched: WatchedResources): void {
  const queues = namedQueues(watched);
  for (const [, { queue, deadLetters }] of queues) {
    queue.grantSendMessages(fn);
    deadLetters.grantConsumeMessages(fn);
  }
  watched.unmatched.grant(fn, 'sqs:GetQueueAttributes');
  const urls = queues.map(([name, { queue, deadLetters }]) => [
    name,
    { deadLetters: deadLetters.queueUrl, queue: queue.queueUrl },
  ]);
  const unmatched = ['Unmatched', { deadLetters: watched.unmatched.queueUrl }];
  fn.configure({ DEAD_LETTER_QUEUES: JSON.stringify(Object.fromEntries([...urls, unmatched])) });
}

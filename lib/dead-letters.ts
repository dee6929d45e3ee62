import type { ServiceFunction } from './service-function';
import { namedQueues, type WatchedParts } from './watched-parts';

/**
 * Grants permission to count the dead letters of every queue, and to move them back to their queue,
 * and sets the URLs. The dead letters of the stream are positions in it and can't be moved.
 */
export function grantRedrive(fn: ServiceFunction, parts: WatchedParts): void {
  const queues = namedQueues(parts);
  for (const [, { queue, deadLetters }] of queues) {
    queue.grantSendMessages(fn);
    deadLetters.grantConsumeMessages(fn);
  }
  parts.unmatched.grant(fn, 'sqs:GetQueueAttributes');
  const urls = queues.map(([name, { queue, deadLetters }]) => [
    name,
    { deadLetters: deadLetters.queueUrl, queue: queue.queueUrl },
  ]);
  const unmatched = ['Unmatched', { deadLetters: parts.unmatched.queueUrl }];
  fn.configure({ DEAD_LETTER_QUEUES: JSON.stringify(Object.fromEntries([...urls, unmatched])) });
}

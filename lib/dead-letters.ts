import type { ServiceFunction } from './service-function';
import { namedQueues, type QueueName, type WatchedResources } from './watched-resources';

/**
 * Queues whose dead letters are not the messages themselves: those of feedback are only what may remain
 * of an event, so they can't be handled again.
 */
const REDUCED: readonly QueueName[] = ['Feedback'];

/**
 * Grants permission to count the dead letters of every queue, and to move those that are work back to
 * their queue, and sets the URLs. The dead letters of the stream are positions in it and can't be moved.
 */
export function grantRedrive(fn: ServiceFunction, watched: WatchedResources): void {
  const urls: Record<string, { deadLetters: string; queue?: string }> = {};
  for (const [name, { queue, deadLetters }] of namedQueues(watched)) {
    if (REDUCED.includes(name)) {
      deadLetters.grant(fn, 'sqs:GetQueueAttributes');
      urls[name] = { deadLetters: deadLetters.queueUrl };
    } else {
      queue.grantSendMessages(fn);
      deadLetters.grantConsumeMessages(fn);
      urls[name] = { deadLetters: deadLetters.queueUrl, queue: queue.queueUrl };
    }
  }
  watched.unmatched.grant(fn, 'sqs:GetQueueAttributes');
  urls.Unmatched = { deadLetters: watched.unmatched.queueUrl };
  fn.configure({ DEAD_LETTER_QUEUES: JSON.stringify(urls) });
}

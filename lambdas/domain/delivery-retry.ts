/**
 * The longest time (seconds) between two attempts, and the longest delay of a message in SQS:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
 */
export const MAX_RETRY_SECONDS = 900;

/**
 * Seconds until the next attempt of a delivery: `seconds`, doubled with each attempt. A problem that
 * lasts, such as an identity that is not verified, is then tested less and less often.
 */
export function calculateRetrySeconds(seconds: number, attempts: number): number {
  return Math.min(seconds * 2 ** (attempts - 1), MAX_RETRY_SECONDS);
}

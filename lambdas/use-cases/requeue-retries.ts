import type { DeliveryRequest } from '../domain/delivery';
import type { DeliveryOutcome } from '../domain/delivery-outcome';

/** What happened to the deliveries of a batch, in their order. An error is an unexpected failure. */
export type BatchOutcome = PromiseSettledResult<DeliveryOutcome>[];

/**
 * Queues new messages for the deliveries to retry, instead of receiving the old ones again: SQS counts
 * how often a message is received, and hides 120,000 messages of a queue at most.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 *
 * @param requeue queues deliveries, to be received after `delaySeconds` (at most 900).
 * @returns the outcomes; those that could not be queued are failures, so that their old messages come
 * back instead.
 */
export async function requeueRetries(
  requeue: (requests: DeliveryRequest[], delaySeconds: number) => Promise<void>,
  requests: DeliveryRequest[],
  outcomes: BatchOutcome,
): Promise<BatchOutcome> {
  const bySeconds = new Map<number, number[]>();
  for (const [index, result] of outcomes.entries()) {
    if (result.status !== 'fulfilled' || result.value.outcome !== 'retry') continue;
    const { seconds } = result.value;
    bySeconds.set(seconds, [...(bySeconds.get(seconds) ?? []), index]);
  }
  const updated = [...outcomes];
  for (const [seconds, indexes] of bySeconds) {
    try {
      await requeue(
        requests.filter((_request, index) => indexes.includes(index)),
        seconds,
      );
    } catch (reason) {
      for (const index of indexes) updated[index] = { status: 'rejected', reason };
    }
  }
  return updated;
}

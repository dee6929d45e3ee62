import type { DeliveryRecord } from '../../domain/delivery-record';
import type { ReceivedEmail } from '../../domain/email-commands/received-email';
import { deliveryMark } from '../../domain/email-commands/reply-address';
import type { SubscriberFile } from '../../domain/subscriber';
import { type ReadDeliveriesDependencies, readDeliveries } from '../list-sent-emails';
import { isSameSubscriber, type Sender } from './identify-sender';

/** The email that this one replies to, if it went to the subscriber. */
export async function findReplied(
  dependencies: ReadDeliveriesDependencies,
  file: SubscriberFile,
  { repliedTo }: Sender,
  { inReplyTo }: ReceivedEmail,
): Promise<DeliveryRecord | undefined> {
  const deliveries = await readDeliveries(dependencies, file.subscriber.subscriberId);
  const mark =
    repliedTo && isSameSubscriber(repliedTo.file, file) ? repliedTo.deliveryMark : undefined;
  const names = inReplyTo.map((messageId) => messageId.slice(1).split('@', 1)[0] ?? '');
  return (
    deliveries.find(({ deliveryId }) => deliveryMark(deliveryId) === mark) ??
    deliveries.find(
      ({ deliveryId, messageId = deliveryId }) =>
        names.includes(messageId) || names.includes(deliveryId),
    )
  );
}

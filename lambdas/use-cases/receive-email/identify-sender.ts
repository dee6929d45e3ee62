import type { DmarcVerdict } from '../../domain/email-commands/receiving-outcome';
import type { RepliedTo } from '../../domain/email-commands/reply-address';
import type { Proof } from '../../domain/email-commands/resolved-command';
import type { SuppressionReason } from '../../domain/subscriber';
import { isFromFormerAddress, type SubscriberFile } from '../../domain/subscriber';

export interface IdentifySenderDependencies {
  findAddress: (
    address: string,
  ) => Promise<{ subscriberId?: string; suppressed?: SuppressionReason }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** What a reply address was made for; undefined if it is none of ours, or too old. */
  readReplyAddress: (address: string) => Promise<RepliedTo | undefined>;
}

/** Who an email seems to be from, and what shows that it is. */
export interface Sender {
  /** Of the `From` header: the only one that is ever answered. */
  address: string;
  isSuppressed: boolean;
  /** The subscriber with this address. */
  file?: SubscriberFile;
  /** The domain of the address vouches for the email. */
  isAuthenticated: boolean;
  /** The subscriber who had the email that this one replies to, and which it was. */
  repliedTo?: { file: SubscriberFile; deliveryMark: string };
}

/** Finds out who sent an email, from its `From` address and from the addresses that it was sent to. */
export function identifySender(dependencies: IdentifySenderDependencies) {
  const { findAddress, subscriberFile, readReplyAddress } = dependencies;

  async function findRepliedTo(recipients: readonly string[]): Promise<Sender['repliedTo']> {
    for (const recipient of recipients) {
      const repliedTo = await readReplyAddress(recipient);
      const file = repliedTo && (await subscriberFile(repliedTo.subscriberId));
      // Whoever has the mailbox that the subscriber had before must not act for them.
      if (file && !isFromFormerAddress(file.subscriber, repliedTo.writtenAt)) {
        return { file, deliveryMark: repliedTo.deliveryMark };
      }
    }
    return undefined;
  }

  return async (
    address: string,
    recipients: readonly string[],
    { dmarc, isOnlyAuthor }: { dmarc: DmarcVerdict; isOnlyAuthor: boolean },
  ): Promise<Sender> => {
    const { subscriberId, suppressed } = await findAddress(address);
    const file = subscriberId === undefined ? undefined : await subscriberFile(subscriberId);
    const repliedTo = await findRepliedTo(recipients);
    return {
      address,
      isSuppressed: suppressed !== undefined,
      ...(file ? { file } : {}),
      // DMARC says nothing about an email with several authors (RFC 7489, 6.6.1).
      isAuthenticated: dmarc === 'pass' && isOnlyAuthor,
      ...(repliedTo ? { repliedTo } : {}),
    };
  };
}

/** The subscriber for whom a command that needs this proof is carried out at once; undefined if it is not shown. */
export function accountOf(sender: Sender, needed: Proof): SubscriberFile | undefined {
  if (sender.isAuthenticated && isConfirmed(sender.file)) return sender.file;
  return needed === 'reply-address' ? sender.repliedTo?.file : undefined;
}

/** Someone who has left everything is asked again before they get emails. */
function isConfirmed(file: SubscriberFile | undefined): boolean {
  if (file === undefined) return false;
  return file.subscriber.unsubscribedAt === undefined || file.subscriptions.length > 0;
}

/** Whether the `From` address is that of the subscriber, so that an answer to it may hold their links. */
export function isOwnAddress({ address }: Sender, { subscriber }: SubscriberFile): boolean {
  return address.toLowerCase() === subscriber.address.toLowerCase();
}

/** Whether both are the same account. */
export function isSameSubscriber(one: SubscriberFile, other: SubscriberFile): boolean {
  return one.subscriber.subscriberId === other.subscriber.subscriberId;
}

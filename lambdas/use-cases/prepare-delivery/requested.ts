import {
  type AccountRequest,
  CONFIRMATION_RETENTION_MS,
  type ConfirmationRequest,
  type DropReason,
  type Email,
  hash,
  type PreparedDelivery,
} from '../../domain/delivery';
import type { MailboxRequest } from '../../domain/mailbox-requests';
import type { AccountEmailRequest, RequestedEmail } from '../../domain/requested-email';
import type { SubscriberFile, SuppressionReason } from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareRequestedDependencies {
  /** Undefined if the request was deleted because it is too old. */
  findRequest: (deliveryId: string) => Promise<RequestedEmail | undefined>;
  findAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Counts an email to a mailbox, unless it has had enough, or its owner wants none. Safe to repeat. */
  countMailbox: (
    address: string,
    request: MailboxRequest,
  ) => Promise<{ outcome: 'counted' | 'silenced' }>;
  emailWriter: Pick<
    EmailWriter,
    'confirmation' | 'addressChange' | 'addressChanged' | 'manageLink'
  >;
  now: () => string;
}

/** Writes an email that someone asked for on a page. */
export function prepareRequested(dependencies: PrepareRequestedDependencies) {
  const { findRequest, findAddress, subscriberFile, countMailbox, emailWriter, now } = dependencies;
  return async ({
    deliveryId,
  }: ConfirmationRequest | AccountRequest): Promise<PreparedDelivery> => {
    const requested = await findRequest(deliveryId);
    if (requested === undefined) return notNeeded('expired');
    // DynamoDB deletes expired items within a few days only.
    const age = Date.parse(now()) - Date.parse(requested.askedAt);
    if (age > CONFIRMATION_RETENTION_MS) return notNeeded('expired');

    const address = requested.about === 'follow' ? requested.follow.address : requested.address;
    const { suppressed } = await findAddress(address);
    if (suppressed) return notNeeded('suppressed');
    if (requested.about === 'follow') {
      const { follow, askedAt } = requested;
      return ready(await emailWriter.confirmation({ deliveryId, follow, askedAt }));
    }
    const file = await subscriberFile(requested.subscriberId);
    if (file === undefined) return notNeeded('erased');
    if (isSuperseded(requested, file)) return notNeeded('superseded');
    if (!(await mayReachMailbox(requested))) return notNeeded('mailbox');
    return ready(await writeToSubscriber(requested, deliveryId, file));
  };

  /**
   * Confirmations were counted when they were asked for. Other emails are counted here, so that the
   * person who asks gets the same answer whatever the mailbox has had.
   */
  async function mayReachMailbox(requested: AccountEmailRequest): Promise<boolean> {
    const { about, address, subscriberId, askedAt } = requested;
    switch (about) {
      case 'change-address':
      case 'manage-link': {
        const key = hash(about, subscriberId);
        const from = hash(subscriberId);
        const counted = await countMailbox(address, { key, at: askedAt, from });
        return counted.outcome === 'counted';
      }
      case 'address-changed':
        // A warning to the owner of the account.
        return true;
      default:
        return about satisfies never;
    }
  }

  function writeToSubscriber(
    { about, address, askedAt }: AccountEmailRequest,
    deliveryId: string,
    { subscriber }: SubscriberFile,
  ): Promise<Email> {
    const content = { deliveryId, subscriber, address, askedAt };
    switch (about) {
      case 'change-address':
        return emailWriter.addressChange(content);
      case 'address-changed':
        return emailWriter.addressChanged(content);
      case 'manage-link':
        return emailWriter.manageLink(content);
      default:
        return about satisfies never;
    }
  }
}

/** The address has changed since: a link to manage goes to the owner of the present one only. */
function isSuperseded(
  { about, address }: AccountEmailRequest,
  { subscriber }: SubscriberFile,
): boolean {
  switch (about) {
    case 'manage-link':
      return subscriber.address !== address;
    case 'change-address':
    case 'address-changed':
      return subscriber.address === address;
    default:
      return about satisfies never;
  }
}

function ready(email: Email): PreparedDelivery {
  return { outcome: 'ready', email };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}

import {
  type AccountRequest,
  CONFIRMATION_RETENTION_MS,
  type ConfirmationRequest,
  type DropReason,
  type Email,
  hash,
  type PreparedDelivery,
} from '../../domain/delivery';
import { type MailboxRequest, requestKey } from '../../domain/mailbox-requests';
import type { RequestedConfirmation, RequestedEmail } from '../../domain/requested-email';
import type { MailboxOutcome, StopReason } from '../../domain/sign-up-limit';
import type { SubscriberFile, SuppressionReason } from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareRequestedDependencies {
  /** Undefined if the request was deleted because it is too old. */
  findRequest: (deliveryId: string) => Promise<RequestedEmail | undefined>;
  findAddress: (
    address: string,
  ) => Promise<{ subscriberId?: string; suppressed?: SuppressionReason }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Counts an email to a mailbox, unless it has had enough, or its owner wants none. Safe to repeat. */
  countMailbox: (address: string, request: MailboxRequest) => Promise<MailboxOutcome>;
  /** Counts a link to manage their subscription, unless the subscriber has had enough. Safe to repeat. */
  countLink: (subscriberId: string, at: string) => Promise<MailboxOutcome>;
  /** Counts for the operator what was stopped. */
  countStopped: (reason: StopReason, now: string) => Promise<void>;
  emailWriter: Pick<
    EmailWriter,
    'confirmation' | 'addressChange' | 'addressChanged' | 'manageLink'
  >;
  now: () => string;
}

/**
 * Writes an email that someone asked for on a page, unless its recipient has had enough of them, wants
 * none, or must not be emailed. Nothing of this is looked up before the page has answered, so that whoever
 * asks learns nothing about the address, not even from the time that the answer takes.
 */
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
    switch (requested.about) {
      case 'follow':
        return prepareConfirmation(deliveryId, requested);
      case 'manage-link':
        return prepareManageLink(deliveryId, requested);
      case 'change-address':
      case 'address-changed':
        return prepareAddressChange(deliveryId, requested);
      default:
        return requested satisfies never;
    }
  };

  async function prepareConfirmation(
    deliveryId: string,
    { follow, askedAt, from, isProgram, isNewLink }: RequestedConfirmation,
  ): Promise<PreparedDelivery> {
    if (isProgram) return stopped('program');
    const { subscriberId, suppressed } = await findAddress(follow.address);
    if (suppressed) return notNeeded('suppressed');
    if (isNewLink && subscriberId !== undefined) {
      return prepareManageLink(deliveryId, { subscriberId, askedAt });
    }
    const request = { key: requestKey(follow), at: askedAt, ...(from ? { from } : {}) };
    return unlessStopped(await countMailbox(follow.address, request), (isLast) =>
      emailWriter.confirmation({ deliveryId, follow, askedAt, isLast }),
    );
  }

  /** Neither strangers who ask for confirmations nor `never-ask` keep a subscriber from managing. */
  async function prepareManageLink(
    deliveryId: string,
    { subscriberId, askedAt }: { subscriberId: string; askedAt: string },
  ): Promise<PreparedDelivery> {
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return notNeeded('erased');
    const { subscriber } = file;
    if (subscriber.suppressed !== undefined) return notNeeded('suppressed');
    const { address } = subscriber;
    return unlessStopped(await dependencies.countLink(subscriberId, askedAt), () =>
      emailWriter.manageLink({ deliveryId, subscriber, address, askedAt }),
    );
  }

  async function prepareAddressChange(
    deliveryId: string,
    requested: Extract<RequestedEmail, { about: 'change-address' | 'address-changed' }>,
  ): Promise<PreparedDelivery> {
    const { about, address, subscriberId, askedAt } = requested;
    const { suppressed } = await findAddress(address);
    if (suppressed) return notNeeded('suppressed');
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return notNeeded('erased');
    const { subscriber } = file;
    if (subscriber.address === address) return notNeeded('superseded');
    const content = { deliveryId, subscriber, address, askedAt };
    switch (about) {
      case 'change-address': {
        const request = { key: hash(about, subscriberId), at: askedAt, from: hash(subscriberId) };
        return unlessStopped(await countMailbox(address, request), () =>
          emailWriter.addressChange(content),
        );
      }
      case 'address-changed':
        // A warning to the owner of the account, so no limit stops it.
        return ready(await emailWriter.addressChanged(content));
      default:
        return about satisfies never;
    }
  }

  async function unlessStopped(
    counted: MailboxOutcome,
    write: (isLast: boolean) => Promise<Email>,
  ): Promise<PreparedDelivery> {
    switch (counted.outcome) {
      case 'counted':
        return ready(await write(counted.isLast));
      case 'repeated':
        return notNeeded('repeated');
      case 'silenced':
        return stopped(counted.limit);
      default:
        return counted satisfies never;
    }
  }

  async function stopped(reason: StopReason & DropReason): Promise<PreparedDelivery> {
    await dependencies.countStopped(reason, now());
    return notNeeded(reason);
  }
}

function ready(email: Email): PreparedDelivery {
  return { outcome: 'ready', email };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}

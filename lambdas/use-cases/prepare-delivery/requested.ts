import {
  type AccountRequest,
  CONFIRMATION_RETENTION_MS,
  type ConfirmationRequest,
  type Email,
  hash,
} from '../../domain/delivery';
import type { DropReason, PreparedDelivery } from '../../domain/delivery-outcome';
import { type MailboxRequest, requestKey } from '../../domain/mailbox-requests';
import { unpackIssue } from '../../domain/newsletters/pack-issue';
import type {
  AccountReference,
  RequestedAnswer,
  RequestedConfirmation,
  RequestedEmail,
  RequestedIssueTest,
} from '../../domain/requested-email';
import type { MailboxOutcome, StopReason } from '../../domain/sign-up-limit';
import type { SubscriberFile, SuppressionReason } from '../../domain/subscriber';
import { leftAt } from '../left-at';
import type { EmailWriter } from './email-writer';

export interface PrepareRequestedDependencies {
  /** Undefined if the request was deleted because it is too old. */
  findRequest: (deliveryId: string) => Promise<RequestedEmail | undefined>;
  findAddress: (
    address: string,
  ) => Promise<{ subscriberId?: string; suppressed?: SuppressionReason }>;
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** When the owner of the address was erased (ISO 8601), if it was in the last days. */
  erasedAt: (address: string) => Promise<string | undefined>;
  /**
   * Counts an email to a mailbox, unless it has had enough, or its owner wants none. Those of `settledUntil`
   * (ISO 8601) or before do not count any more. Safe to repeat.
   */
  countMailbox: (
    address: string,
    request: MailboxRequest,
    settledUntil?: string,
  ) => Promise<MailboxOutcome>;
  /** Counts a link to manage their subscription, unless the subscriber has had enough. Safe to repeat. */
  countLink: (subscriberId: string, at: string) => Promise<MailboxOutcome>;
  /** Counts for the operator what was stopped. */
  countStopped: (reason: StopReason, now: string) => Promise<void>;
  emailWriter: Pick<
    EmailWriter,
    'confirmation' | 'answer' | 'issueTest' | 'addressChange' | 'addressChanged' | 'manageLink'
  >;
  now: () => string;
}

/**
 * Writes an email that someone asked for on a page, unless its recipient has had enough of them, wants
 * none, or must not be emailed. Nothing of this is looked up before the page has answered, so that the
 * person who asks learns nothing about the address, not even from the time that the answer takes.
 */
export function prepareRequested(dependencies: PrepareRequestedDependencies) {
  const { findRequest, findAddress, subscriberFile, countMailbox, emailWriter, now } = dependencies;
  const whenLeft = leftAt(dependencies);
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
      case 'issue-test':
        return prepareIssueTest(deliveryId, requested);
      case 'answer':
        return prepareAnswer(deliveryId, requested);
      default:
        return requested satisfies never;
    }
  };

  async function prepareConfirmation(
    deliveryId: string,
    { follow, askedAt, from, isProgram, isNewLink, thread }: RequestedConfirmation,
  ): Promise<PreparedDelivery> {
    if (isProgram) return stopped('program');
    const { subscriberId, suppressed } = await findAddress(follow.address);
    if (suppressed) return notNeeded('suppressed');
    if (isNewLink && subscriberId !== undefined) {
      return prepareManageLink(deliveryId, { subscriberId, askedAt });
    }
    if (await isErasedSince(follow.address, askedAt)) return notNeeded('erased');
    const request = { key: requestKey(follow), at: askedAt, ...(from ? { from } : {}) };
    const account =
      subscriberId === undefined ? undefined : { subscriberId, about: 'follow' as const };
    // The links of emails from before they left let nobody in any more, so these must not use up the limit.
    const counted = await countMailbox(follow.address, request, await whenLeft(follow.address));
    const prepared = await unlessStopped(counted, account, (isLast) =>
      emailWriter.confirmation({
        deliveryId,
        follow,
        askedAt,
        isLast,
        ...(thread ? { thread } : {}),
      }),
    );
    // Again, now that the link is issued: from here on, it is the link that an erasure makes useless.
    return (await isErasedSince(follow.address, askedAt)) ? notNeeded('erased') : prepared;
  }

  async function isErasedSince(address: string, time: string): Promise<boolean> {
    const erasedAt = await dependencies.erasedAt(address);
    return erasedAt !== undefined && erasedAt >= time;
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
    const account = { subscriberId, about: 'manage-link' as const };
    return unlessStopped(await dependencies.countLink(subscriberId, askedAt), account, () =>
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
    const account = { subscriberId, about };
    switch (about) {
      case 'change-address': {
        const request = { key: hash(about, subscriberId), at: askedAt, from: hash(subscriberId) };
        return unlessStopped(await countMailbox(address, request), account, () =>
          emailWriter.addressChange(content),
        );
      }
      case 'address-changed':
        // A warning to the owner of the account, so no limit stops it.
        return ready(await emailWriter.addressChanged(content), account);
      default:
        return about satisfies never;
    }
  }

  /** Whether it may be sent was decided when the email came (`answerEmail`). */
  async function prepareAnswer(
    deliveryId: string,
    requested: RequestedAnswer,
  ): Promise<PreparedDelivery> {
    const { suppressed } = await findAddress(requested.address);
    if (suppressed) return notNeeded('suppressed');
    const { subscriberId } = requested;
    if (subscriberId !== undefined && (await subscriberFile(subscriberId)) === undefined) {
      return notNeeded('erased');
    }
    return ready(await emailWriter.answer({ ...requested, deliveryId }));
  }

  /** An operator asked for it, so no limit of sign-ups stops it. */
  async function prepareIssueTest(
    deliveryId: string,
    { address, briefing, newsletter, issue: packed }: RequestedIssueTest,
  ): Promise<PreparedDelivery> {
    const { suppressed } = await findAddress(address);
    if (suppressed) return notNeeded('suppressed');
    const { issue: document } = unpackIssue(Buffer.from(packed, 'base64'));
    if (document === undefined) return notNeeded('withdrawn');
    return ready(
      await emailWriter.issueTest({ deliveryId, address, briefing, newsletter, document }),
    );
  }

  async function unlessStopped(
    counted: MailboxOutcome,
    account: AccountReference | undefined,
    write: (isLast: boolean) => Promise<Email>,
  ): Promise<PreparedDelivery> {
    switch (counted.outcome) {
      case 'counted':
        return ready(await write(counted.isLast), account);
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

function ready(email: Email, account?: AccountReference): PreparedDelivery {
  return { outcome: 'ready', email, ...(account === undefined ? {} : { account }) };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}

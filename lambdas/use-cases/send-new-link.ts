import type { DeliveryRequest, FollowRequest } from '../domain/delivery';
import type { ReadLinkOwner } from '../domain/link';
import {
  deliveryOf,
  type RequestedConfirmation,
  type RequestedEmail,
} from '../domain/requested-email';
import type { CountedRequest, StopReason } from '../domain/sign-up-limit';
import type { StrangersRequest } from './request-confirmation';

export interface SendNewLinkDependencies {
  readOwner: ReadLinkOwner;
  /** Does nothing if the same request was stored before and its email is on its way. */
  storeRequest: (requested: RequestedEmail, now: string) => Promise<unknown>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  /** Counts a request for a confirmation, or finds that a limit is reached. */
  countRequest: (request: StrangersRequest, now: string) => Promise<CountedRequest>;
  sendConfirmation: (request: Omit<RequestedConfirmation, 'about'>) => Promise<void>;
  /** Counts for the operator what was stopped. */
  countStopped: (reason: StopReason, now: string) => Promise<void>;
  now: () => string;
}

/**
 * Sends a new link to the owner of a link from an older email, whatever it was for and however old it is:
 * to manage their subscription, or to confirm if they have none yet. Whoever asks learns nothing from it,
 * not even whether there is such a subscriber: nothing is looked up before the email is written
 * (`prepareRequested`). `network` is where they ask from.
 */
export function sendNewLink(dependencies: SendNewLinkDependencies) {
  const { readOwner, storeRequest, sendDeliveries, countRequest, countStopped, now } = dependencies;

  async function sendManageLink(subscriberId: string): Promise<void> {
    const requested: RequestedEmail = { about: 'manage-link', subscriberId, askedAt: now() };
    await storeRequest(requested, requested.askedAt);
    // Also if it was stored before, so that every request takes the same time: the ledger sends it once.
    await sendDeliveries([deliveryOf(requested)]);
  }

  async function sendConfirmation(follow: FollowRequest, network: string): Promise<void> {
    const askedAt = now();
    const counted = await countRequest({ follow, network, isUnproven: false }, askedAt);
    switch (counted.outcome) {
      case 'counted':
        return dependencies.sendConfirmation({
          follow,
          askedAt,
          from: counted.from,
          isNewLink: true,
        });
      case 'limited':
        return countStopped(counted.limit, askedAt);
      default:
        return counted satisfies never;
    }
  }

  return async (token: string, network: string): Promise<void> => {
    const owner = await readOwner(token);
    switch (owner.outcome) {
      case 'subscriber':
        return sendManageLink(owner.subscriberId);
      case 'asked':
        return sendConfirmation(owner.follow, network);
      case 'forged':
        return;
      default:
        return owner satisfies never;
    }
  };
}

import type { forgetSubscriber } from './forget-subscriber';

export interface ForgetAddressDependencies {
  /** Makes confirmation links that were sent to the address before `at` (ISO 8601) useless. */
  markErased: (address: string, at: string) => Promise<void>;
  /** Forgets how often the mailbox of the address was sent a confirmation. False if it was not. */
  forgetRequests: (address: string) => Promise<boolean>;
  /** Removes requests for the address that wait to be sent. False if there were none. */
  removeRequests: (address: string) => Promise<boolean>;
  findAddress: (address: string) => Promise<{ subscriberId?: string }>;
  forgetSubscriber: ReturnType<typeof forgetSubscriber>;
  now: () => string;
}

/**
 * Erases everything stored about an address: its subscriber, and what somebody asked for in its name
 * without a confirmation. The links of confirmation emails that were sent to it do nothing any more, and
 * those that are still queued are not sent (`prepareRequested`).
 */
export function forgetAddress(dependencies: ForgetAddressDependencies) {
  const { markErased, forgetRequests, removeRequests, findAddress, now } = dependencies;
  return async (address: string): Promise<'forgotten' | 'unknown'> => {
    // First: whoever is created with an older link was created before, and so is found below.
    await markErased(address, now());
    const isWaiting = await removeRequests(address);
    const wasAsked = await forgetRequests(address);
    const { subscriberId } = await findAddress(address);
    const forgotten =
      subscriberId !== undefined &&
      (await dependencies.forgetSubscriber(subscriberId)) === 'forgotten';
    return forgotten || isWaiting || wasAsked ? 'forgotten' : 'unknown';
  };
}

import {
  DeleteSuppressedDestinationCommand,
  NotFoundException,
  PutSuppressedDestinationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { SuppressionReason } from '../domain/subscriber';

/**
 * The suppression list of the SES account: SES sends nothing to an address on it. It belongs to the
 * account, so other services that send from it are affected too.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
export function connectSuppressionList() {
  const client = new SESv2Client({ maxAttempts: 5 });
  return {
    /** Puts the address on the list. Doing it again is harmless. */
    add: async (address: string, reason: SuppressionReason): Promise<void> => {
      await client.send(
        new PutSuppressedDestinationCommand({
          EmailAddress: address,
          // SES knows only these two reasons. A request comes from the person, like a complaint.
          Reason: reason === 'bounce' ? 'BOUNCE' : 'COMPLAINT',
        }),
      );
    },
    /** Takes the address off the list. Returns false if it was not on it. */
    remove: async (address: string): Promise<boolean> => {
      try {
        await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: address }));
        return true;
      } catch (error) {
        if (error instanceof NotFoundException) return false;
        throw error;
      }
    },
  };
}

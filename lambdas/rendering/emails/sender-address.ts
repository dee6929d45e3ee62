import addressParser from 'nodemailer/lib/addressparser';
import { plainLine } from '../plain-line';

/**
 * The name and the address of a sender such as `Name <address>`.
 *
 * @throws Error if it has no address.
 */
export function parseSender(sender: string): { name: string; address: string } {
  const [parsed] = addressParser(plainLine(sender), { flatten: true });
  if (!parsed?.address.includes('@')) {
    throw new Error(
      'The sender must be an address, such as a@example.org or Name <a@example.org>.',
    );
  }
  return parsed;
}

/** Only the address of a sender. */
export function senderAddress(sender: string): string {
  return parseSender(sender).address;
}

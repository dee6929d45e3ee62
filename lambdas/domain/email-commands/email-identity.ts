import { createHash } from 'node:crypto';
import type { EmailThread } from '../requested-email';
import type { ReceivedEmail } from './received-email';

/** The same for every copy of an email. One without a Message-ID is known by its date and what it says. */
export function emailKeyOf(
  address: string,
  { messageId, headers, subject, text }: ReceivedEmail,
): string {
  const email =
    messageId ?? JSON.stringify([headers.get('date')?.[0], subject, text.slice(0, 10_000)]);
  const name = JSON.stringify([address.toLowerCase(), email]);
  return createHash('sha256').update(name).digest('hex').slice(0, 40);
}

/** The header has room for more, but programs need only the nearest. */
const MAX_REFERENCES = 10;

/** What the answer to an email names in its headers, so that mail programs show it below. */
export function threadOf({ messageId, headers }: ReceivedEmail): EmailThread {
  const references = headers.get('references')?.[0]?.match(/<[^<>\s]{1,250}>/g) ?? [];
  return {
    ...(messageId === undefined ? {} : { messageId }),
    references: [...references.slice(-MAX_REFERENCES), ...(messageId ? [messageId] : [])],
  };
}

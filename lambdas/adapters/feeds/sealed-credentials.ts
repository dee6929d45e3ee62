import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { FeedCredentials } from '../../domain/feeds/feed-address';
import type { LinkKey, LinkKeyring } from '../../domain/link-key';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf, 8.2 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const credentials: z.ZodMiniType<FeedCredentials> = z.object({
  username: z.string(),
  password: z.string(),
});

/**
 * Encrypts names and passwords of feeds, so that the Feeds table and its backups hold none that can be
 * read. The key is derived from one that signs links and is in another table; it stays readable when
 * keys are rotated.
 */
export class SealedCredentials {
  constructor(private readonly readKeys: () => Promise<LinkKeyring>) {}

  readonly seal = async (plain: FeedCredentials, feedId: string): Promise<string> => {
    const { signing } = await this.readKeys();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, encryptionKey(signing), nonce);
    cipher.setAAD(Buffer.from(feedId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(plain)), cipher.final()]);
    const bytes = Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    return `${signing.kid ?? ''}.${bytes.toString('base64url')}`;
  };

  /** @throws Error if it was sealed for another feed, was changed, or its key is missing. */
  readonly open = async (sealed: string, feedId: string): Promise<FeedCredentials> => {
    const dot = sealed.indexOf('.');
    const kid = sealed.slice(0, dot) || undefined;
    const key = (await this.readKeys()).keys.find((one) => one.kid === kid);
    if (key === undefined)
      throw new Error('The key that encrypted the credentials of a feed is missing.');
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv(
      ALGORITHM,
      encryptionKey(key),
      bytes.subarray(0, NONCE_BYTES),
    );
    decipher.setAAD(Buffer.from(feedId));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const plain = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return credentials.parse(JSON.parse(plain.toString()));
  };
}

/** Another key than the one that signs, derived from it: https://www.rfc-editor.org/rfc/rfc5869 */
function encryptionKey({ secret }: LinkKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'credentials of feeds', KEY_BYTES));
}

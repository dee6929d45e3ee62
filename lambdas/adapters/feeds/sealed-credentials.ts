import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { FeedCredentials } from '../../domain/feeds/feed-address';

const ALGORITHM = 'aes-256-gcm';
/** https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf, 8.2 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const credentials: z.ZodMiniType<FeedCredentials> = z.object({
  username: z.string(),
  password: z.string(),
});

/** Encrypts names and passwords of feeds, so that the Feeds table holds none that can be read. */
export class SealedCredentials {
  constructor(private readonly readKey: () => Promise<Uint8Array>) {}

  readonly seal = async (plain: FeedCredentials, feedId: string): Promise<string> => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, await this.readKey(), nonce);
    cipher.setAAD(Buffer.from(feedId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(plain)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  };

  /** @throws Error if it was sealed for another feed or with another key, or was changed. */
  readonly open = async (sealed: string, feedId: string): Promise<FeedCredentials> => {
    const bytes = Buffer.from(sealed, 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, await this.readKey(), nonce);
    decipher.setAAD(Buffer.from(feedId));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const plain = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return credentials.parse(JSON.parse(plain.toString()));
  };
}

import { compactVerify, errors, type JWSHeaderParameters, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { $ZodError } from 'zod/v4/core';
import {
  LINK_CLAIMS,
  type LinkClaims,
  type LinkPurpose,
  type ReadLink,
  type ReadLinkOwner,
  type ReadToken,
} from '../domain/link';
import { isTrusted, keyNamed, type LinkKey } from '../domain/link-key';
import { ALGORITHM, LinkSigner } from './link-signer';

const issuedSchema = z.object({ iat: z.number() });

/** Every link but `never-ask` names a subscriber, or who was asked to confirm. */
const ownerSchema = z.union([
  z.pipe(
    LINK_CLAIMS.manage,
    z.transform(({ sub }) => ({ outcome: 'subscriber' as const, subscriberId: sub })),
  ),
  z.pipe(
    LINK_CLAIMS.confirm,
    z.transform(({ follow }) => ({ outcome: 'asked' as const, follow })),
  ),
]);

/** Also verifies the tokens, with jose. */
export class SignedLinks extends LinkSigner {
  /** Reads a token that may be anything, for one purpose. */
  readonly read: ReadToken = async <P extends LinkPurpose>(
    purpose: P,
    token: string,
  ): Promise<ReadLink<P>> => {
    const keyOf = async (header: JWSHeaderParameters) => {
      const key = await this.keyOf(header);
      if (!isTrusted(key, purpose)) throw new errors.JWSInvalid('The key is revoked.');
      return key.secret;
    };
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        audience: purpose,
        currentDate: new Date(this.now()),
      });
      const { iat } = issuedSchema.parse(payload);
      return {
        outcome: 'read',
        claims: LINK_CLAIMS[purpose].parse(payload) as LinkClaims<P>,
        issuedAt: new Date(Math.round(iat * 1000)).toISOString(),
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { outcome: 'expired' };
      if (isForgery(error)) return { outcome: 'forged' };
      throw error;
    }
  };

  /**
   * Reads whose link it was, even if it has expired. Of a revoked key, only the id of a subscriber counts,
   * who gets the answer: whoever knows the key could write any address and topic into a link to confirm.
   */
  readonly readOwner: ReadLinkOwner = async (token) => {
    try {
      const keyOf = async (header: JWSHeaderParameters) => (await this.keyOf(header)).secret;
      const { payload, protectedHeader } = await compactVerify(token, keyOf, {
        algorithms: [ALGORITHM],
      });
      const claims: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
      const read = ownerSchema.safeParse(claims);
      if (!read.success) return { outcome: 'forged' };
      const isBelieved =
        read.data.outcome === 'subscriber' ||
        isTrusted(await this.keyOf(protectedHeader), 'confirm');
      return isBelieved ? read.data : { outcome: 'forged' };
    } catch (error) {
      if (isForgery(error)) return { outcome: 'forged' };
      throw error;
    }
  };

  /** The key that the token names. One that is not known may be new, so the keys are read again. */
  private async keyOf({ kid }: JWSHeaderParameters): Promise<LinkKey> {
    const key = keyNamed(await this.keyring(), kid) ?? keyNamed(await this.readNewKeys(), kid);
    if (key === undefined) throw new errors.JWSInvalid('There is no key of this name.');
    return key;
  }
}

function isForgery(error: unknown): boolean {
  return error instanceof errors.JOSEError || error instanceof $ZodError;
}

import * as z from 'zod/mini';
import { time } from './fields';

const REVOKE_EXPECTED =
  'Send {} to sign with a new key, or {"revoke": true} if the former keys may be known to others.';

export const rotateRequest = z.object(
  { revoke: z._default(z.boolean({ error: REVOKE_EXPECTED }), false) },
  { error: REVOKE_EXPECTED },
);

/** Oldest first. */
export const keysReply = z.object({
  keys: z.array(
    z.object({
      /** Absent for the first key of a stage that an older version created. */
      kid: z.optional(z.string()),
      madeAt: time,
      /** Since then, only its unsubscribe links work. */
      revokedAt: z.optional(time),
      signs: z.boolean(),
    }),
  ),
});

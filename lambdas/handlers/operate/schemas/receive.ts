import * as z from 'zod/mini';
import {
  DMARC_VERDICTS,
  RECEIVING_OUTCOMES,
} from '../../../domain/email-commands/receiving-outcome';

const EXPECTED =
  'Send the "raw" email in base64, and "dmarc" as "pass", "fail" or "gray": {"raw": "…", "dmarc": "gray"}.';

export const receiveRequest = z.object(
  {
    raw: z.string({ error: EXPECTED }).check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/, EXPECTED)),
    dmarc: z.enum(DMARC_VERDICTS, { error: EXPECTED }),
  },
  { error: EXPECTED },
);

/** What became of the email. */
export const receiptReply = z.object({
  outcome: z.enum(RECEIVING_OUTCOMES),
  command: z.exactOptional(z.string()),
  reason: z.exactOptional(z.string()),
  replied: z.boolean(),
});

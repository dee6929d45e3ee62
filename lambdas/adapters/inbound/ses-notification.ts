import * as z from 'zod/mini';
import type { DmarcVerdict, IncomingEmail } from '../../domain/email-commands/receiving-outcome';

/**
 * What SES publishes about an email that it has put in a bucket:
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 * The verdicts are its own. Headers such as `X-SES-Spam-Verdict` or `Authentication-Results` may be the sender's.
 */
const verdict = z.optional(z.object({ status: z.string() }));
const notificationSchema = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({
    messageId: z.string().check(z.minLength(1)),
    /** From the envelope; empty, or `<>`, for a null sender. */
    source: z.nullish(z.string()),
  }),
  receipt: z.object({
    recipients: z.array(z.string()),
    spamVerdict: verdict,
    virusVerdict: verdict,
    dmarcVerdict: verdict,
    action: z.object({ type: z.literal('S3'), objectKey: z.string().check(z.minLength(1)) }),
  }),
});

/** An email that arrived, and where it is. */
export type Notification = Omit<IncomingEmail, 'raw'> & { objectKey: string };

/** Reads a message of the queue; undefined if it is not a notification of a received email. */
export function readNotification(body: string): Notification | undefined {
  const parsed = notificationSchema.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const { mail, receipt } = parsed.data;
  return {
    objectKey: receipt.action.objectKey,
    arrivalId: mail.messageId,
    envelope: {
      ...(typeof mail.source === 'string' ? { sender: mail.source.replace(/^<|>$/g, '') } : {}),
      recipients: receipt.recipients,
    },
    dmarc: dmarcOf(receipt.dmarcVerdict?.status),
    isUnwanted: [receipt.spamVerdict, receipt.virusVerdict].some((one) => one?.status === 'FAIL'),
  };
}

/** `GRAY`: the domain has no policy. `PROCESSING_FAILED`: SES could not find out. Neither vouches for the sender. */
function dmarcOf(status: string | undefined): DmarcVerdict {
  if (status === 'PASS') return 'pass';
  return status === 'FAIL' ? 'fail' : 'gray';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

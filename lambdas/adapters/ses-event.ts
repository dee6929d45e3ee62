import * as z from 'zod/mini';
import type { EventSummary, SesEvent } from '../domain/ses-event';
import type { FeedbackMessage } from '../use-cases/handle-feedback';

/**
 * An event about an email, as SES publishes it to SNS, which delivers it raw:
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const mailSchema = z.object({
  messageId: z.string(),
  /** When SES accepted the email, ISO 8601. */
  timestamp: z.string().check(z.refine((time) => !Number.isNaN(Date.parse(time)))),
  destination: z._default(z.array(z.string()), []),
  tags: z._default(z.record(z.string(), z.array(z.string())), {}),
});
const sesEventSchema = z.object({
  eventType: z.string(),
  mail: mailSchema,
  reject: z.optional(z.object({ reason: z.string() })),
  bounce: z.optional(z.object({ bounceType: z.string() })),
  complaint: z.optional(z.object({ complaintFeedbackType: z.nullish(z.string()) })),
});

/** SES publishes this text, which is not an event, when the topic becomes its destination. */
const VALIDATION_MESSAGE = 'Successfully validated SNS topic for Amazon SES event publishing.';

/** The tag of a delivery's email; SES includes it in every event. */
export const DELIVERY_TAG = 'deliveryId';
/** The tag of a probe. */
export const PROBE_TAG = 'probe';

/** Parses a message of the feedback queue. A message that is not an event from SES is unreadable. */
export function readFeedbackMessage(body: string): Pick<FeedbackMessage, 'event' | 'summary'> {
  if (body === VALIDATION_MESSAGE) return { event: { event: 'other' }, summary: {} };
  const json = parseJson(body);
  const parsed = sesEventSchema.safeParse(json).data;
  return { event: parsed && toEvent(parsed), summary: summarize(json) };
}

function toEvent(event: z.output<typeof sesEventSchema>): SesEvent {
  const { eventType, mail, reject, bounce, complaint } = event;
  const deliveryId = mail.tags[DELIVERY_TAG]?.[0];
  const sentAt = new Date(mail.timestamp).toISOString();
  if (eventType === 'Send') {
    if (deliveryId) return { event: 'sent', deliveryId, messageId: mail.messageId, sentAt };
    return mail.tags[PROBE_TAG] ? { event: 'probe', sentAt } : { event: 'other' };
  }
  if (reject && deliveryId) return { event: 'rejected', deliveryId, reason: reject.reason };
  // The recipients in the event may be others: an address that forwards its email bounces with the
  // address that it forwards to. We can only stop sending to the address that we sent to.
  const addresses = mail.destination.map(withoutName);
  if (bounce) {
    // Only `Permanent` says that the address does not exist. The other types can be temporary.
    return { event: 'bounced', permanent: bounce.bounceType === 'Permanent', addresses };
  }
  // `not-spam` is the opposite of a complaint: a recipient moved the email out of their spam folder.
  if (complaint && complaint.complaintFeedbackType !== 'not-spam') {
    return { event: 'complained', addresses };
  }
  return { event: 'other' };
}

/** A field that cannot be read is left out. */
function summarize(json: unknown): EventSummary {
  const { eventType, mail } = z
    .catch(z.partial(z.object({ eventType: z.unknown(), mail: z.unknown() })), {})
    .parse(json);
  const readableMail = mailSchema.safeParse(mail).data;
  return {
    ...(typeof eventType === 'string' ? { eventType } : {}),
    ...(readableMail === undefined
      ? {}
      : {
          mail: {
            messageId: readableMail.messageId,
            timestamp: readableMail.timestamp,
            tags: { deliveryId: readableMail.tags[DELIVERY_TAG] ?? [] },
          },
        }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A recipient may have the form `Name <address>`. */
function withoutName(recipient: string): string {
  return /<([^<>]+)>/.exec(recipient)?.[1] ?? recipient;
}

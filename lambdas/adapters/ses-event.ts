import * as z from 'zod';
import type { SesEvent } from '../domain/ses-event';

/**
 * An event about an email, as SES publishes it to the event bus:
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const sesEventSchema = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({
      messageId: z.string(),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    reject: z.object({ reason: z.string() }).optional(),
    bounce: z
      .object({
        bounceType: z.string(),
        bouncedRecipients: z.array(z.object({ emailAddress: z.string() })),
      })
      .optional(),
    complaint: z
      .object({
        complainedRecipients: z.array(z.object({ emailAddress: z.string() })),
        complaintFeedbackType: z.string().nullish(),
      })
      .optional(),
  }),
});

/**
 * Parses an event from SES.
 *
 * @throws ZodError if it is not one. The event then ends up in the dead-letter queue.
 */
export function parseSesEvent(event: unknown): SesEvent {
  const { eventType, mail, reject, bounce, complaint } = sesEventSchema.parse(event).detail;
  const deliveryId = mail.tags.deliveryId?.[0];
  const withId = deliveryId === undefined ? {} : { deliveryId };
  if (eventType === 'Send' && deliveryId) {
    return { event: 'sent', deliveryId, messageId: mail.messageId };
  }
  if (reject && deliveryId) return { event: 'rejected', deliveryId, reason: reject.reason };
  if (bounce) {
    // Only `Permanent` says that the address does not exist. The other types can be temporary.
    const permanent = bounce.bounceType === 'Permanent';
    return {
      event: 'bounced',
      ...withId,
      permanent,
      addresses: addressesOf(bounce.bouncedRecipients),
    };
  }
  // `not-spam` is the opposite of a complaint: a recipient moved the email out of their spam folder.
  if (complaint && complaint.complaintFeedbackType !== 'not-spam') {
    return {
      event: 'complained',
      ...withId,
      addresses: addressesOf(complaint.complainedRecipients),
    };
  }
  return { event: 'other' };
}

/** A recipient may have the form `Name <address>`. */
function addressesOf(recipients: { emailAddress: string }[]): string[] {
  return recipients.map(({ emailAddress }) => /<([^<>]+)>/.exec(emailAddress)?.[1] ?? emailAddress);
}

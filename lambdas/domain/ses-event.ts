/** An event that SES published about one of our emails. */
export type SesEvent =
  | {
      event: 'sent';
      deliveryId: string;
      messageId: string;
      /** When SES accepted the email (ISO 8601), by the clock of SES. */
      sentAt: string;
    }
  /** A probe was sent, which is no delivery: see `recoverLostWork`. */
  | { event: 'probe'; sentAt: string }
  | { event: 'rejected'; deliveryId: string; reason: string }
  /** `addresses` are those that we sent the email to. */
  | { event: 'bounced'; permanent: boolean; addresses: string[] }
  | { event: 'complained'; addresses: string[] }
  | { event: 'other' };

/**
 * What remains of an event that could not be handled. The event itself contains the address, and the
 * headers of the email with the tokens of its links. The form is that of an event, so that a Send event
 * can be handled from it later.
 */
export interface EventSummary {
  eventType?: string;
  mail?: { messageId: string; timestamp: string; tags: { deliveryId: string[] } };
}

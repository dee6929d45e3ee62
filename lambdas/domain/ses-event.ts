/** An event that SES published about one of our emails. */
export type SesEvent =
  | { event: 'sent'; deliveryId: string; messageId: string }
  | { event: 'rejected'; deliveryId: string; reason: string }
  /** `deliveryId` is absent for an email that carries no tag. */
  | { event: 'bounced'; deliveryId?: string; permanent: boolean; addresses: string[] }
  | { event: 'complained'; deliveryId?: string; addresses: string[] }
  | { event: 'other' };

/** An event that SES published about one of our emails. */
export type SesEvent =
  | { event: 'sent'; deliveryId: string; messageId: string }
  | { event: 'rejected'; deliveryId: string; reason: string }
  | { event: 'bounced'; permanent: boolean; addresses: string[] }
  | { event: 'complained'; addresses: string[] }
  | { event: 'other' };

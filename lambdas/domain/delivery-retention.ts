/** How long what was sent is kept (days), for operators and for the people it was sent to. */
export const DELIVERY_RETENTION_DAYS = 90;

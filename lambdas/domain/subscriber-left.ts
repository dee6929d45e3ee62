/**
 * The subscriber unsubscribed from everything while a confirmation link from before was used. Nothing more
 * was followed.
 */
export class SubscriberLeft extends Error {
  override name = 'SubscriberLeft';

  constructor() {
    super('The subscriber unsubscribed from everything meanwhile.');
  }
}

/** The subscriber was erased while something was being changed for them. Nothing was changed. */
export class SubscriberErased extends Error {
  override name = 'SubscriberErased';

  constructor() {
    super('The subscriber was erased meanwhile.');
  }
}

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DeliveryProgress } from '../domain/delivery-progress';
import { AlertWindows } from './alert-windows';
import { DigestPlans } from './digest-plans';
import { updateConditionally } from './dynamodb';
import type { RoundEnding } from './round-ending';

/** Ends the rounds of digests and of gathered alerts. */
export class Rounds {
  readonly alerts: AlertWindows;
  private readonly plans: DigestPlans;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    subscribersTable: string,
  ) {
    this.alerts = new AlertWindows(client, subscribersTable);
    this.plans = new DigestPlans(client, subscribersTable);
  }

  /**
   * The updates that may end the round. The first whose condition is met ends it; if there is none, it
   * has ended already, or the subscriber was erased.
   */
  endingsOf(progress: DeliveryProgress): RoundEnding[] {
    return 'included' in progress
      ? this.alerts.endingsOf(progress)
      : this.plans.endingsOf(progress);
  }

  /** Ends the round without an email. */
  readonly end = async (progress: DeliveryProgress): Promise<void> => {
    for (const ending of this.endingsOf(progress)) {
      if (await updateConditionally(this.client, ending)) return;
    }
  };
}

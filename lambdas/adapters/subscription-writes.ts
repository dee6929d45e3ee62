import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { cancellationReasons, retryOnConflict } from './dynamodb';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** More attempts than elsewhere, because hundreds of people may follow the same topic at the same time. */
const MAX_CONFLICT_ATTEMPTS = 40;

/** Transactions that change subscriptions and the follower counts of their topics together. */
export class SubscriptionWrites {
  constructor(private readonly client: DynamoDBDocumentClient) {}

  /** Writes in one transaction. False if a condition failed: the caller reads again and retries. */
  async commit(writes: Write[]): Promise<boolean> {
    return (await this.failedConditions(writes)).length === 0;
  }

  /** Writes in one transaction, and returns the places (from 0) of the writes whose condition failed. */
  async failedConditions(writes: Write[]): Promise<number[]> {
    try {
      const transact = () => this.client.send(new TransactWriteCommand({ TransactItems: writes }));
      await retryOnConflict(transact, MAX_CONFLICT_ATTEMPTS);
      return [];
    } catch (error) {
      const failed = (cancellationReasons(error) ?? []).flatMap((reason, index) =>
        reason === 'ConditionalCheckFailed' ? [index] : [],
      );
      if (failed.length > 0) return failed;
      throw error;
    }
  }
}

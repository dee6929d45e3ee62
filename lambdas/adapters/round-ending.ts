import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** An update that ends a round if its condition is met. */
export type RoundEnding = NonNullable<
  NonNullable<TransactWriteCommandInput['TransactItems']>[number]['Update']
> & { ConditionExpression: string };

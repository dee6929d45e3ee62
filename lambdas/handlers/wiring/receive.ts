import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { IncomingEmail, Receipt } from '../../domain/email-commands/receiving-outcome';
import type { Environment } from '../../environment';

export const RECEIVE_VARIABLES = ['INBOUND_ADDRESS', 'ANSWERS_PER_HOUR'] as const;

/** Stands in until the use case is wired. */
export function wireReceive(
  _environment: Pick<Environment, (typeof RECEIVE_VARIABLES)[number]>,
  _dynamoDb: DynamoDBDocumentClient,
): (incoming: IncomingEmail) => Promise<Receipt> {
  return async ({ raw }) => ({
    outcome: 'nothing-understood',
    reason: `${raw.length}`,
    replied: false,
  });
}

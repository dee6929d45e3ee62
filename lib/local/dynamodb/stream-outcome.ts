import type { DynamoDBRecord } from 'aws-lambda';
import { failedItems } from '../functions/batch-item-failures';
import type { Invocation } from '../functions/local-function';
import type { BatchOutcome } from './stream-batches';

/**
 * Reads what a function answered to a batch of stream records: of several failures the earliest
 * counts, and an identifier that is not in the batch fails it whole.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function outcomeOfInvocation(
  invocation: Invocation,
  records: readonly DynamoDBRecord[],
  reportsBatchItemFailures: boolean,
): BatchOutcome {
  if (invocation.outcome === 'failed') return { outcome: 'failed' };
  if (!reportsBatchItemFailures) return { outcome: 'done' };
  const failed = failedItems(invocation.result);
  if (failed === 'all') return { outcome: 'failed' };
  if (failed.length === 0) return { outcome: 'done' };
  const numbers = records.map((record) => record.dynamodb?.SequenceNumber);
  const indexes = failed.map((identifier) => numbers.indexOf(identifier));
  if (indexes.includes(-1)) return { outcome: 'failed' };
  return { outcome: 'failed-from', index: Math.min(...indexes) };
}

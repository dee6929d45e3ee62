import type { DynamoDBRecord } from 'aws-lambda';
import { failedItems } from '../functions/batch-item-failures';
import type { Invocation } from '../functions/local-function';
import type { BatchOutcome } from './stream-batches';

/**
 * Reads a function's response to a batch of stream records. If several records failed, the earliest
 * counts. An identifier that isn't in the batch fails the whole batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function batchOutcomeOf(
  invocation: Invocation,
  records: readonly DynamoDBRecord[],
): BatchOutcome {
  if (invocation.outcome === 'failed') return { outcome: 'failed' };
  const failed = failedItems(invocation.result);
  if (failed === 'all') return { outcome: 'failed' };
  if (failed.length === 0) return { outcome: 'succeeded' };
  const sequenceNumbers = records.map((record) => record.dynamodb?.SequenceNumber);
  const indexes = failed.map((identifier) => sequenceNumbers.indexOf(identifier));
  if (indexes.includes(-1)) return { outcome: 'failed' };
  return { outcome: 'failed-from', index: Math.min(...indexes) };
}

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import type { Logger } from '../adapters/logger';

/** Says which record failed and how, but nothing of what was in it. */
function logFailures<R>(logger: Logger, work: (record: R) => Promise<unknown>) {
  return async (record: R): Promise<void> => {
    try {
      await work(record);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      const expected = error instanceof RetryLaterError;
      logger[expected ? 'info' : 'error'](expected ? 'to be tried again' : 'failed', {
        error: name,
      });
      throw error;
    }
  };
}

/** A message that is to come back, for a reason that we know. */
export class RetryLaterError extends Error {
  override readonly name = 'TryAgain';
}

/** Works on a queue's messages one after another; those that throw come back, the others are done. */
export function processQueue(
  event: SQSEvent,
  context: Context,
  logger: Logger,
  work: (record: SQSRecord) => Promise<unknown>,
): Promise<SQSBatchResponse> {
  return processPartialResponse(
    event,
    logFailures(logger, work),
    new BatchProcessor(EventType.SQS),
    {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    },
  );
}

/** Works on a stream's records; from the first that throws on, they come again. */
export function processStream(
  event: DynamoDBStreamEvent,
  context: Context,
  logger: Logger,
  work: (record: DynamoDBRecord) => Promise<unknown>,
): Promise<DynamoDBBatchResponse> {
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, logFailures(logger, work), processor, {
    context,
    throwOnFullBatchFailure: false,
  });
}

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
import { describeError, type Logger } from '../adapters/logger';

/**
 * Processes the messages of a queue one after another. Only those that fail are received again.
 * `identify` returns further ids of a message for the log.
 */
export function processQueue(
  event: SQSEvent,
  context: Context,
  logger: Logger,
  process: (record: SQSRecord) => Promise<unknown>,
  identify: (record: SQSRecord) => Record<string, unknown> = () => ({}),
): Promise<SQSBatchResponse> {
  const idsOf = (record: SQSRecord) => ({ messageId: record.messageId, ...identify(record) });
  const logged = logFailures(logger, idsOf, process);
  return processMessages(event, context, logged, { concurrently: false });
}

/** The same for messages that wait for others, such as servers elsewhere: all of a batch at once. */
export function processQueueConcurrently(
  event: SQSEvent,
  context: Context,
  logger: Logger,
  process: (record: SQSRecord) => Promise<unknown>,
): Promise<SQSBatchResponse> {
  const logged = logFailures(logger, ({ messageId }) => ({ messageId }), process);
  return processMessages(event, context, logged, { concurrently: true });
}

function processMessages(
  event: SQSEvent,
  context: Context,
  process: (record: SQSRecord) => Promise<void>,
  { concurrently }: { concurrently: boolean },
): Promise<SQSBatchResponse> {
  return processPartialResponse(event, process, new BatchProcessor(EventType.SQS), {
    context,
    processInParallel: concurrently,
    throwOnFullBatchFailure: false,
  });
}

/** Processes the records of a stream. The first record that fails and all after it are retried. */
export function processStream(
  event: DynamoDBStreamEvent,
  context: Context,
  logger: Logger,
  process: (record: DynamoDBRecord) => Promise<unknown>,
): Promise<DynamoDBBatchResponse> {
  const positionOf = ({ dynamodb }: DynamoDBRecord) => ({
    sequenceNumber: dynamodb?.SequenceNumber,
    briefingId: dynamodb?.Keys?.briefingId?.S,
  });
  const logged = logFailures(logger, positionOf, process);
  return processPartialResponse(event, logged, new BatchProcessor(EventType.DynamoDBStreams), {
    context,
    throwOnFullBatchFailure: false,
  });
}

/** Logs the ids of a record that fails and where in the code it failed, but none of its content. */
function logFailures<R>(
  logger: Logger,
  idsOf: (record: R) => Record<string, unknown>,
  process: (record: R) => Promise<unknown>,
) {
  return async (record: R): Promise<void> => {
    try {
      await process(record);
    } catch (error) {
      logger.error('failed', { ...idsOf(record), ...describeError(error) });
      throw error;
    }
  };
}

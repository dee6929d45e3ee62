import type { Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { createLogger } from '../../lambdas/adapters/logger';

/** A logger that captures its lines instead of printing them. */
export function capturingLogger() {
  const lines: string[] = [];
  const logger = createLogger();
  for (const level of ['info', 'warn', 'error'] as const) {
    jest.spyOn(logger, level).mockImplementation((...parts) => {
      lines.push(JSON.stringify([level, ...parts]));
    });
  }
  return { logger, lines };
}

/** The context of an invocation with this much time left. */
export function aContext(timeLeftMs = 30_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'test',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:test',
    memoryLimitInMB: '256',
    awsRequestId: 'request-1',
    logGroupName: 'test',
    logStreamName: 'test',
    getRemainingTimeInMillis: () => timeLeftMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

/** An event of a queue. The message ids are `message-1`, `message-2` and so on. */
export function anSqsEvent(...bodies: string[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index + 1}`,
      receiptHandle: `receipt-${index + 1}`,
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '1',
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: '1',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:deliveries',
      awsRegion: 'eu-west-1',
    })),
  };
}

/** An event of a table's stream. The sequence numbers are `change-1`, `change-2` and so on. */
export function aStreamEvent(...briefingIds: string[]): DynamoDBStreamEvent {
  return {
    Records: briefingIds.map((briefingId, index) => ({
      eventID: `event-${index + 1}`,
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: `change-${index + 1}`,
        Keys: { briefingId: { S: briefingId } },
        NewImage: { briefingId: { S: briefingId } },
      },
    })),
  };
}

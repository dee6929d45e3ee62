import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
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

/** A request to the API, with the body as JSON. */
export function anApiRequest(
  rawPath: string,
  body: unknown,
  method = 'POST',
): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {},
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'briefwire.example',
      domainPrefix: 'briefwire',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}

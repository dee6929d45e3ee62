import { Readable } from 'node:stream';
import { errorResponse } from '../../../lib/local/ses/responses';
import type { AwsService } from './aws-call';
import type { HttpAnswer } from './http-message';
import type { Response } from './tables';

/** How a service refuses a call that comes too fast. */
export function throttleResponse(service: AwsService): Response {
  switch (service) {
    case 'dynamodb': {
      const type = 'com.amazonaws.dynamodb.v20120810#ThrottlingException';
      return { statusCode: 400, body: JSON.stringify({ __type: type, message: 'Rate exceeded' }) };
    }
    case 'sqs':
      return {
        statusCode: 403,
        body: JSON.stringify({
          __type: 'com.amazonaws.sqs#RequestThrottled',
          message: 'Rate exceeded',
        }),
      };
    case 's3':
      return {
        statusCode: 503,
        body: '<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>',
      };
    case 'ses':
      return errorResponse(400, 'Throttling', 'Maximum sending rate exceeded.');
    default:
      return service satisfies never;
  }
}

/** What DynamoDB answers in an outage. */
export function outageResponse(): Response {
  const type = 'com.amazonaws.dynamodb.v20120810#InternalServerError';
  return { statusCode: 500, body: JSON.stringify({ __type: type, message: 'Internal error' }) };
}

/** The error of a connection that broke, as the SDK's HTTP handler reports it. */
export function connectionError(code: string): Error {
  return Object.assign(new Error('The connection broke.'), { name: 'TimeoutError', code });
}

/** A response as the SDK's HTTP handler returns it. */
export function httpAnswer({ statusCode, body, isObject }: Response): HttpAnswer {
  const isXml = body.startsWith('<');
  return {
    response: {
      statusCode,
      reason: '',
      headers: {
        'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.0',
        'x-amzn-requestid': 'simulated',
      },
      body: isObject ? Readable.from([Buffer.from(body)]) : new Uint8Array(Buffer.from(body)),
    },
  };
}

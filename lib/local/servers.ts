import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from './aws-clients';
import { startDynamoDbLocal } from './dynamodb/dynamodb-local';
import { type Inbox, startInbox } from './ses/inbox';
import { type SqsServer, startSqs } from './sqs/sqs-server';
import type { StartedParts } from './started-parts';

export interface Servers {
  readonly sqs: SqsServer;
  readonly inbox: Inbox;
  readonly dynamoDbEndpoint: string;
}

export interface ServerOptions {
  readonly inboxPort?: number;
  readonly dataDirectory?: string | undefined;
  readonly dynamoDbEndpoint?: string | undefined;
  readonly onLoss?: ((sentence: string) => void) | undefined;
}

const DATABASE_LOST =
  'The database (DynamoDB Local) has stopped, and nothing works without it. Start again.';

/** Starts the local counterparts of AWS services, beside each other. */
export async function startServers(options: ServerOptions, parts: StartedParts): Promise<Servers> {
  const starting = {
    inbox: started(startInbox(options.inboxPort ?? 0), parts),
    sqs: started(startSqs(sqsClient, options.dataDirectory), parts),
    dynamoDb: dynamoDb(options, parts),
  };
  // What did start is known to `parts` before a failure of another is told.
  await Promise.allSettled(Object.values(starting));
  return {
    inbox: await starting.inbox,
    sqs: await starting.sqs,
    dynamoDbEndpoint: await starting.dynamoDb,
  };
}

function sqsClient(endpoint: string): SQSClient {
  return new SQSClient(clientSettings(endpoint, 'local'));
}

async function dynamoDb(options: ServerOptions, parts: StartedParts): Promise<string> {
  if (options.dynamoDbEndpoint !== undefined) return options.dynamoDbEndpoint;
  const { dataDirectory, onLoss } = options;
  const starting = startDynamoDbLocal(dataDirectory, () => onLoss?.(DATABASE_LOST));
  const { endpoint } = await started(starting, parts);
  return endpoint;
}

async function started<T extends { stop(): Promise<void> }>(
  starting: Promise<T>,
  parts: StartedParts,
): Promise<T> {
  const part = await starting;
  parts.onStop(() => part.stop());
  return part;
}

import { startDynamoDbLocal } from './dynamodb/dynamodb-local';
import { type Inbox, startInbox } from './ses/inbox';
import type { Shutdown } from './shutdown';
import { type SqsServer, startSqs } from './sqs/sqs-server';

export interface Servers {
  readonly sqs: SqsServer;
  readonly inbox: Inbox;
  readonly dynamoDbEndpoint: string;
}

export interface ServerOptions {
  readonly inboxPort?: number;
  readonly dataDirectory?: string | undefined;
  readonly dynamoDbEndpoint?: string | undefined;
  /** Where DynamoDB Local keeps the data. */
  readonly databaseDirectory: string | undefined;
  readonly report?: ((line: string) => void) | undefined;
  readonly onFatalError?: ((message: string) => void) | undefined;
}

const DATABASE_STOPPED =
  'The database (DynamoDB Local) has stopped, and the service needs it. Start the service again.';

/** Starts the local AWS services in parallel. */
export async function startServers(options: ServerOptions, shutdown: Shutdown): Promise<Servers> {
  const starting = {
    inbox: stopOnShutdown(startInbox(options.inboxPort ?? 0), shutdown),
    sqs: stopOnShutdown(startSqs(options), shutdown),
    dynamoDb: startDynamoDb(options, shutdown),
  };
  // Wait for all before failing, so that everything that did start is stopped again.
  await Promise.allSettled(Object.values(starting));
  return {
    inbox: await starting.inbox,
    sqs: await starting.sqs,
    dynamoDbEndpoint: await starting.dynamoDb,
  };
}

async function startDynamoDb(options: ServerOptions, shutdown: Shutdown): Promise<string> {
  if (options.dynamoDbEndpoint !== undefined) return options.dynamoDbEndpoint;
  const { databaseDirectory, onFatalError } = options;
  const starting = startDynamoDbLocal({
    directory: databaseDirectory,
    onUnexpectedExit: () => onFatalError?.(DATABASE_STOPPED),
  });
  const { endpoint } = await stopOnShutdown(starting, shutdown);
  return endpoint;
}

async function stopOnShutdown<T extends { stop(): Promise<void> }>(
  starting: Promise<T>,
  shutdown: Shutdown,
): Promise<T> {
  const server = await starting;
  shutdown.add(() => server.stop());
  return server;
}

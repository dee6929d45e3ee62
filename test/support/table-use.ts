import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The recorded actions by function and table or index, for example `match GetItem StorageTopics`. */
const uses = new Set<string>();

/** All actions recorded so far. */
export function recordedTableUses(): string[] {
  return [...uses].sort();
}

/**
 * Records every action of the client from now on, under the function whose environment variables are
 * set at this moment.
 */
export function recordTableUse(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const fn = process.env.POWERTOOLS_SERVICE_NAME;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        for (const [action, resource] of actionsOf(commandName, Object(call.input))) {
          uses.add(`${fn} ${action} ${resource.replace(/[0-9A-F]{8}(?=$|\/)/, '')}`);
        }
        return next(call);
      },
    { step: 'initialize', name: 'recordTableUse' },
  );
  return client;
}

/** The actions that a call needs permission for. A transaction needs those of its parts. */
function actionsOf(commandName: string, input: Record<string, unknown>): [string, string][] {
  const command = commandName.replace(/Command$/, '');
  switch (command) {
    case 'BatchGetItem':
      return Object.keys(Object(input.RequestItems)).map((table) => [command, table]);
    case 'TransactWriteItems':
      return Object(input.TransactItems).flatMap((part: object) =>
        Object.entries(part).map(([kind, { TableName }]) => [`${kind}Item`, TableName]),
      );
    default: {
      const { TableName, IndexName } = input;
      return [[command, IndexName ? `${TableName}/index/${IndexName}` : String(TableName)]];
    }
  }
}

import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** `match GetItem StorageTopics`: what a function did with a table, or with an index of it. */
const uses = new Set<string>();

/** All that was done so far. */
export function tableUses(): string[] {
  return [...uses].sort();
}

/**
 * Notes what is done by the client from now on, in the name of the function whose variables the
 * process has at this moment.
 */
export function watch(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const fn = process.env.POWERTOOLS_SERVICE_NAME;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        for (const [action, resource] of actionsOf(commandName, Object(call.input))) {
          uses.add(`${fn} ${action} ${resource.replace(/[0-9A-F]{8}(?=$|\/)/, '')}`);
        }
        return next(call);
      },
    { step: 'initialize', name: 'watch' },
  );
  return client;
}

/** The permissions that a call needs; a transaction needs those of its parts. */
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

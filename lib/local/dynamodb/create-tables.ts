import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { DeclaredTable } from '../declared/tables';

/** Makes the declared tables, but for those that are there already. */
export async function createTables(
  client: DynamoDBClient,
  tables: readonly DeclaredTable[],
): Promise<void> {
  await Promise.all(tables.map((table) => createTable(client, table)));
}

/** Deletes the tables with all that is in them. */
export async function deleteTables(
  client: DynamoDBClient,
  tables: readonly DeclaredTable[],
): Promise<void> {
  await Promise.all(
    tables.map(({ TableName }) => client.send(new DeleteTableCommand({ TableName }))),
  );
}

async function createTable(client: DynamoDBClient, table: DeclaredTable): Promise<void> {
  const { TimeToLiveSpecification: expiry, StreamSpecification: stream, ...keys } = table;
  try {
    const input = {
      ...keys,
      BillingMode: 'PAY_PER_REQUEST',
      ...(stream ? { StreamSpecification: { StreamEnabled: true, ...stream } } : {}),
    };
    await client.send(new CreateTableCommand(input as CreateTableCommandInput));
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  if (!expiry) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: table.TableName,
      TimeToLiveSpecification: expiry,
    }),
  );
}

import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../template/tables';

/** Creates the tables that don't exist yet. */
export async function createTables(
  client: DynamoDBClient,
  tables: readonly TableDefinition[],
): Promise<void> {
  await Promise.all(tables.map((table) => createTable(client, table)));
}

/** Deletes the tables and all their items. */
export async function deleteTables(
  client: DynamoDBClient,
  tables: readonly TableDefinition[],
): Promise<void> {
  await Promise.all(
    tables.map(({ TableName }) => client.send(new DeleteTableCommand({ TableName }))),
  );
}

async function createTable(client: DynamoDBClient, table: TableDefinition): Promise<void> {
  const { TimeToLiveSpecification: timeToLive, StreamSpecification: stream, ...rest } = table;
  try {
    const input = {
      ...rest,
      ...(stream ? { StreamSpecification: { StreamEnabled: true, ...stream } } : {}),
    };
    await client.send(new CreateTableCommand(input as CreateTableCommandInput));
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  if (!timeToLive) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: table.TableName,
      TimeToLiveSpecification: timeToLive,
    }),
  );
}

import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../lib/local/aws-clients';
import { briefwire } from '../../lib/local/briefwire-service';
import { createTables, deleteTables } from '../../lib/local/dynamodb/create-tables';
import { parseTemplate } from '../../lib/local/template/parse-template';

/** The stack's tables, empty and of one test alone. */
export interface TestTables {
  readonly client: DynamoDBClient;
  /** The name of the table whose logical id contains the word, e.g. `Briefings`. */
  name(word: string): string;
  /** Deletes the tables. */
  remove(): Promise<void>;
}

const NOWHERE = 'http://localhost:1';

/**
 * The address of the DynamoDB Local of this test run. It keeps a database of its own for each
 * access key: tests that use different keys don't see each other's tables.
 */
export function dynamoDbLocal(): string {
  const endpoint = process.env.BRIEFWIRE_TEST_DYNAMODB;
  if (endpoint) return endpoint;
  throw new Error('DynamoDB Local does not run: jest.config.cjs starts it in its global setup.');
}

/** Makes the tables as the stack declares them. */
export async function makeTables(): Promise<TestTables> {
  const template = await briefwire.template(NOWHERE);
  const { tables } = parseTemplate(template, { queues: NOWHERE });
  const accessKeyId = `test${randomBytes(6).toString('hex')}`;
  const client = new DynamoDBClient(clientSettings(dynamoDbLocal(), accessKeyId));
  await createTables(client, tables);
  return {
    client,
    name: (word) => {
      const table = tables.find(({ TableName }) => TableName.includes(word));
      if (table) return table.TableName;
      throw new Error(`The stack declares no table called ${word}.`);
    },
    remove: async () => {
      await deleteTables(client, tables);
      client.destroy();
    },
  };
}

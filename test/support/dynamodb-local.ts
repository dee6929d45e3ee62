import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../lib/local/aws-clients';
import { briefwire } from '../../lib/local/briefwire-service';
import { createTables, deleteTables } from '../../lib/local/dynamodb/create-tables';
import { parseTemplate } from '../../lib/local/template/parse-template';

/** The stack's tables, empty and not shared with other tests. */
export interface TestTables {
  readonly client: DynamoDBClient;
  /** The name of the table whose logical id contains the word, for example `Briefings`. */
  name(word: string): string;
  /** Deletes the tables. */
  remove(): Promise<void>;
}

/** A URL that no test requests. */
const UNUSED_URL = 'http://localhost:1';

/**
 * The endpoint of DynamoDB Local in this test run. It has a separate database for each access key, so
 * that tests with different keys do not see each other's tables.
 */
export function dynamoDbLocal(): string {
  const endpoint = process.env.BRIEFWIRE_TEST_DYNAMODB;
  if (endpoint) return endpoint;
  throw new Error('DynamoDB Local is not running. The global setup of jest.config.cjs starts it.');
}

/** Creates the tables that the stack declares. */
export async function makeTables(): Promise<TestTables> {
  const template = await briefwire.template(UNUSED_URL);
  const { tables } = parseTemplate(template, { queues: UNUSED_URL });
  const accessKeyId = `test${randomBytes(6).toString('hex')}`;
  const client = new DynamoDBClient(clientSettings(dynamoDbLocal(), accessKeyId));
  await createTables(client, tables);
  return {
    client,
    name: (word) => {
      const table = tables.find(({ TableName }) => TableName.includes(word));
      if (table) return table.TableName;
      throw new Error(`The stack declares no table named ${word}.`);
    },
    remove: async () => {
      await deleteTables(client, tables);
      client.destroy();
    },
  };
}

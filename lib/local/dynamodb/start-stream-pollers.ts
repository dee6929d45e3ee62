import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Activity } from '../activity';
import { clientSettings } from '../aws-clients';
import type { DeclaredStreamSource } from '../declared/event-sources';
import { streamArn } from '../declared/names';
import type { DeclaredTable } from '../declared/tables';
import type { LocalFunction } from '../functions/local-function';
import type { Poller } from '../pollers';
import type { KeptPositions } from './kept-positions';
import { ShardReader } from './shards';
import { pollStream } from './stream-poller';

export interface StreamFeeding {
  readonly client: DynamoDBClient;
  readonly dynamoDb: { readonly endpoint: string; readonly accessKeyId: string };
  readonly functionOf: (arn: string) => LocalFunction;
  readonly activity: Activity;
  readonly keptPositions: KeptPositions;
  readonly sendTo: (queueArn: string, body: string) => Promise<void>;
  readonly retryDelayMs?: number | undefined;
  readonly report: (line: string) => void;
}

export interface StreamPollers {
  readonly pollers: readonly Poller[];
  stop(): Promise<void>;
}

/** Starts a poller for each stream that feeds a function, from where it was left. */
export async function startStreamPollers(
  sources: readonly DeclaredStreamSource[],
  tables: readonly DeclaredTable[],
  feeding: StreamFeeding,
): Promise<StreamPollers> {
  const { endpoint, accessKeyId } = feeding.dynamoDb;
  const streams = new DynamoDBStreamsClient(clientSettings(endpoint, accessKeyId));
  const positions = await feeding.keptPositions.read();
  const pollers: Poller[] = [];
  for (const source of sources) {
    const tableName = tableOf(source, tables);
    const fn = feeding.functionOf(source.functionArn);
    const key = `${fn.name} of ${tableName}`;
    const read = positions[key] ?? {};
    positions[key] = read;
    const arn = await latestStream(feeding.client, tableName);
    const shards = new ShardReader(streams, arn, source.startingPosition, read);
    await shards.open();
    const savePositions = () => feeding.keptPositions.write(positions);
    pollers.push(
      pollStream({
        ...feeding,
        source,
        shards,
        fn,
        savePositions,
        retryDelayMs: feeding.retryDelayMs,
      }),
    );
  }
  return {
    pollers,
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
      streams.destroy();
    },
  };
}

function tableOf(source: DeclaredStreamSource, tables: readonly DeclaredTable[]): string {
  const table = tables.find(({ TableName }) => streamArn(TableName) === source.sourceArn);
  if (table?.StreamSpecification) return table.TableName;
  throw new Error(`The stack declares no table with the stream ${source.sourceArn}.`);
}

async function latestStream(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table?.LatestStreamArn) return Table.LatestStreamArn;
  throw new Error(`The table ${TableName} has no stream.`);
}

import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { clientSettings } from '../aws-clients';
import type { LocalFunction } from '../functions/local-function';
import type { Poller } from '../poller';
import type { StreamEventSource } from '../template/event-sources';
import { streamArn } from '../template/references';
import type { TableDefinition } from '../template/tables';
import type { WorkTracker } from '../work-tracker';
import { ShardReader } from './shard-reader';
import { pollStream } from './stream-poller';
import type { StreamPositionStore } from './stream-positions';

export interface StreamPollerDependencies {
  readonly client: DynamoDBClient;
  readonly dynamoDb: { readonly endpoint: string; readonly accessKeyId: string };
  readonly functionOf: (arn: string) => LocalFunction;
  readonly workTracker: WorkTracker;
  readonly positionStore: StreamPositionStore;
  readonly sendTo: (queueArn: string, body: string) => Promise<void>;
  readonly retryDelayMs?: number | undefined;
  readonly report: (line: string) => void;
}

export interface StreamPollers {
  readonly pollers: readonly Poller[];
  stop(): Promise<void>;
}

/** Starts a poller for each stream that triggers a function, from its stored position. */
export async function startStreamPollers(
  sources: readonly StreamEventSource[],
  tables: readonly TableDefinition[],
  dependencies: StreamPollerDependencies,
): Promise<StreamPollers> {
  const { client, functionOf, positionStore, retryDelayMs } = dependencies;
  const { endpoint, accessKeyId } = dependencies.dynamoDb;
  const streams = new DynamoDBStreamsClient(clientSettings(endpoint, accessKeyId));
  const positions = await positionStore.read();
  const pollers: Poller[] = [];
  for (const source of sources) {
    const tableName = tableOf(source, tables);
    const fn = functionOf(source.functionArn);
    const key = `${fn.name} of ${tableName}`;
    const shardPositions = positions[key] ?? {};
    positions[key] = shardPositions;
    const arn = await latestStreamArn(client, tableName);
    const shards = new ShardReader(streams, arn, shardPositions);
    const savePositions = () => positionStore.write(positions);
    pollers.push(pollStream({ ...dependencies, source, shards, fn, savePositions, retryDelayMs }));
  }
  return {
    pollers,
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
      streams.destroy();
    },
  };
}

function tableOf(source: StreamEventSource, tables: readonly TableDefinition[]): string {
  const table = tables.find(({ TableName }) => streamArn(TableName) === source.sourceArn);
  if (table?.StreamSpecification) return table.TableName;
  throw new Error(`The template has no table with the stream ${source.sourceArn}.`);
}

async function latestStreamArn(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table?.LatestStreamArn) return Table.LatestStreamArn;
  throw new Error(`The table ${TableName} has no stream.`);
}

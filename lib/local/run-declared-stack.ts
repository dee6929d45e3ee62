import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Activity } from './activity';
import { clientSettings } from './aws-clients';
import type { DeclaredStack } from './declared/stack';
import { createTables, deleteTables } from './dynamodb/create-tables';
import { KeptPositions } from './dynamodb/kept-positions';
import { startStreamPollers } from './dynamodb/start-stream-pollers';
import { EventBus } from './event-bus';
import { startFunctions } from './functions/start-functions';
import type { SiteServer } from './http/site-server';
import type { IdleOptions } from './idle';
import type { LocalStackOptions } from './local-stack';
import { startTimetable, type Timetable } from './schedules/timetable';
import type { Servers } from './servers';
import { startSesEndpoint } from './ses/endpoint';
import { MailFiles } from './ses/mail-files';
import type { SentMail } from './ses/sent-mail';
import { queueOf, startQueuePollers } from './sqs/start-queue-pollers';
import type { StartedParts } from './started-parts';

export interface RunOptions extends Omit<LocalStackOptions, 'report' | 'clock'> {
  readonly parts: StartedParts;
  readonly activity: Activity;
  readonly site: SiteServer;
  readonly servers: Servers;
  readonly accessKeyId: string;
  readonly handlersDirectory: string;
  readonly clock: () => Date;
  readonly report: (line: string) => void;
}

export type RunningStack = Pick<IdleOptions, 'streams' | 'waitingMessages'> & {
  readonly timetable: Timetable;
};

/** Makes the declared tables and queues, loads the functions, and lets events reach them. */
export async function runDeclaredStack(
  declared: DeclaredStack,
  options: RunOptions,
): Promise<RunningStack> {
  const { parts, site, servers, activity } = options;
  const { sqs } = servers;
  const client = await startTables(declared, options);
  await sqs.createQueues(declared.queues);

  const sendTo = (arn: string, body: string) => sqs.send(queueOf(arn, declared.queues).url, body);
  const bus = new EventBus(declared.rules, (arn, event) => sendTo(arn, JSON.stringify(event)));
  const ses = await startMail(declared, bus, options);
  const functionOf = startFunctions(declared.functions, {
    ...options,
    endpoints: { dynamoDb: servers.dynamoDbEndpoint, sqs: sqs.endpoint, ses },
  });

  const dynamoDb = { endpoint: servers.dynamoDbEndpoint, accessKeyId: options.accessKeyId };
  const keptPositions = new KeptPositions(options.dataDirectory);
  const feeding = { ...options, client, dynamoDb, sqs, keptPositions, sendTo, functionOf };
  const { streams, queues } = declared.eventSources;
  const streamPollers = await startStreamPollers(streams, declared.tables, feeding);
  parts.onStop(() => streamPollers.stop());
  const queuePollers = startQueuePollers(queues, declared.queues, feeding);
  parts.onStop(() => queuePollers.stop());
  const timetable = startTimetable(declared.schedules, functionOf, options.clock);
  parts.onStop(() => timetable.stop());
  site.open({ routes: declared.routes, functionOf, activity, clock: options.clock });
  parts.onStop(() => site.stop());
  const { waitingMessages } = queuePollers;
  return { streams: streamPollers.pollers, waitingMessages, timetable };
}

async function startTables(
  { tables }: DeclaredStack,
  { servers, accessKeyId, dynamoDbEndpoint, parts }: RunOptions,
): Promise<DynamoDBClient> {
  const client = new DynamoDBClient(clientSettings(servers.dynamoDbEndpoint, accessKeyId));
  parts.onStop(() => client.destroy());
  await createTables(client, tables);
  // A database that was there before, and stays, is left as it was found.
  if (dynamoDbEndpoint !== undefined) parts.onStop(() => deleteTables(client, tables));
  return client;
}

/** @returns the address of the local SES. */
async function startMail(
  { configurationSets }: DeclaredStack,
  bus: EventBus,
  options: RunOptions,
): Promise<string> {
  const { mailDirectory, onMail = () => {}, sesFault = () => undefined } = options;
  const files = mailDirectory === undefined ? undefined : await MailFiles.in(mailDirectory);
  const ses = await startSesEndpoint({
    ...options,
    inbox: options.servers.inbox,
    configurationSets,
    bus,
    fault: sesFault,
    onMail: async (mail: SentMail) => {
      await files?.write(mail);
      await onMail(mail);
    },
  });
  options.parts.onStop(() => ses.stop());
  return ses.endpoint;
}

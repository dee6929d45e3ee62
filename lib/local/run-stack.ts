import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from './aws-clients';
import { createTables, deleteTables } from './dynamodb/create-tables';
import { startStreamPollers } from './dynamodb/start-stream-pollers';
import { StreamPositionStore } from './dynamodb/stream-positions';
import { startFunctions } from './functions/start-functions';
import type { SiteServer } from './http/site-server';
import type { EmailAddress, LocalStackOptions } from './local-stack-options';
import { EmailStore } from './mailbox/email-store';
import { receiveEmails } from './mailbox/receive-emails';
import { startS3Endpoint } from './mailbox/s3-endpoint';
import { startSmtpServer } from './mailbox/smtp-server';
import { startSchedulerEndpoint } from './schedules/endpoint';
import { OneTimeSchedules } from './schedules/one-time-schedules';
import { type Scheduler, startScheduler } from './schedules/scheduler';
import type { Servers } from './servers';
import { EmailAcceptance } from './ses/email-acceptance';
import { EmailFiles } from './ses/email-files';
import { startSesEndpoint } from './ses/endpoint';
import { PendingEmails } from './ses/pending-emails';
import { SuppressionList } from './ses/suppression-list';
import type { Shutdown } from './shutdown';
import { findQueue, startQueuePollers } from './sqs/start-queue-pollers';
import type { StackDefinition } from './template/parse-template';
import type { WaitUntilIdleOptions } from './wait-until-idle';
import type { WorkTracker } from './work-tracker';

export interface RunStackOptions extends Omit<LocalStackOptions, 'report'> {
  readonly shutdown: Shutdown;
  readonly workTracker: WorkTracker;
  readonly site: SiteServer;
  readonly servers: Servers;
  readonly accessKeyId: string;
  readonly handlersDirectory: string;
  readonly report: (line: string) => void;
}

export type RunningStack = Pick<WaitUntilIdleOptions, 'streams' | 'messageCounts'> & {
  readonly scheduler: Scheduler;
  readonly email: EmailAddress | undefined;
};

type Publish = (topicArn: string, message: string) => Promise<void>;

/** Creates the tables and queues, loads the functions, and connects them to their event sources. */
export async function runStack(
  definition: StackDefinition,
  options: RunStackOptions,
): Promise<RunningStack> {
  const { shutdown, site, servers, workTracker } = options;
  const { sqs } = servers;
  const client = await startTables(definition, options);
  await sqs.createQueues(definition.queues);

  const sendTo = (arn: string, body: string) =>
    sqs.send(findQueue(arn, definition.queues).url, body);
  const publish = async (topicArn: string, message: string) => {
    for (const queueArn of definition.topics.get(topicArn) ?? []) await sendTo(queueArn, message);
  };
  const ses = await startEmail(definition, publish, options);
  const emailStore = await EmailStore.in(options.dataDirectory, definition.mailboxes);
  const s3 = await startS3Endpoint(emailStore);
  shutdown.add(() => s3.stop());
  const oneTimeSchedules = await startOneTimeSchedules(definition, options);
  const functionOf = startFunctions(definition.functions, {
    ...options,
    endpoints: {
      dynamoDb: servers.dynamoDbEndpoint,
      sqs: sqs.endpoint,
      ses,
      s3: s3.endpoint,
      scheduler: oneTimeSchedules.endpoint,
    },
  });

  const dynamoDb = { endpoint: servers.dynamoDbEndpoint, accessKeyId: options.accessKeyId };
  const positionStore = new StreamPositionStore(options.dataDirectory);
  const dependencies = { ...options, client, dynamoDb, sqs, positionStore, sendTo, functionOf };
  const { streams, queues } = definition.eventSources;
  const streamPollers = await startStreamPollers(streams, definition.tables, dependencies);
  shutdown.add(() => streamPollers.stop());
  const queuePollers = startQueuePollers(queues, definition.queues, dependencies);
  shutdown.add(() => queuePollers.stop());
  const scheduler = startScheduler(definition.schedules, functionOf);
  shutdown.add(() => scheduler.stop());
  oneTimeSchedules.schedules.start(functionOf);
  const email = await startMailbox(definition, { ...options, emailStore, publish });
  site.open({ routes: definition.routes, functionOf, workTracker });
  shutdown.add(() => site.stop());
  const { messageCounts } = queuePollers;
  return { streams: streamPollers.pollers, messageCounts, scheduler, email };
}

/** The schedules that functions create, and the address at which they do. */
async function startOneTimeSchedules(
  { scheduleGroups }: StackDefinition,
  { dataDirectory, shutdown, now = () => new Date().toISOString() }: RunStackOptions,
) {
  const schedules = await OneTimeSchedules.in(dataDirectory, now);
  const { endpoint, stop } = await startSchedulerEndpoint(schedules, scheduleGroups);
  shutdown.add(stop);
  shutdown.add(() => schedules.stop());
  return { schedules, endpoint };
}

/** @returns where email is taken, if the stack takes any. */
async function startMailbox(
  { mailboxes }: StackDefinition,
  options: RunStackOptions & { emailStore: EmailStore; publish: Publish },
): Promise<EmailAddress | undefined> {
  const { emailStore: store, publish, workTracker, mailPort: port = 0, report, shutdown } = options;
  const address = mailboxes[0]?.recipients[0];
  if (address === undefined) return undefined;
  const { now = () => new Date().toISOString() } = options;
  const receiver = receiveEmails({ mailboxes, store, publish, now });
  const smtp = await startSmtpServer({ port, receiver, workTracker, report });
  shutdown.add(() => smtp.stop());
  return { address, port: smtp.port };
}

async function startTables(
  { tables }: StackDefinition,
  { servers, accessKeyId, dynamoDbEndpoint, shutdown }: RunStackOptions,
): Promise<DynamoDBClient> {
  const client = new DynamoDBClient(clientSettings(servers.dynamoDbEndpoint, accessKeyId));
  shutdown.add(() => client.destroy());
  await createTables(client, tables);
  // If the database was already running, our tables must not stay in it.
  if (dynamoDbEndpoint !== undefined) shutdown.add(() => deleteTables(client, tables));
  return client;
}

/** @returns the address of the local SES. */
async function startEmail(
  { configurationSets }: StackDefinition,
  publish: Publish,
  options: RunStackOptions,
): Promise<string> {
  const { mailDirectory, dataDirectory, onEmail = () => {}, sesFault = () => undefined } = options;
  const { now = () => new Date().toISOString() } = options;
  const suppressionList = new SuppressionList();
  const acceptance = new EmailAcceptance({
    pending: await PendingEmails.in(dataDirectory),
    inbox: options.servers.inbox,
    suppressionList,
    files: mailDirectory === undefined ? undefined : await EmailFiles.in(mailDirectory),
    configurationSets,
    publish,
    onEmail,
    now,
  });
  await acceptance.finishPending();
  const ses = await startSesEndpoint({
    ...options,
    acceptance,
    suppressionList,
    configurationSets,
    fault: sesFault,
  });
  options.shutdown.add(() => ses.stop());
  return ses.endpoint;
}

import { briefwire } from './briefwire-service';
import { createDirectory, lockDirectory } from './directories';
import { createAccessKeyId, prepareDatabaseFiles } from './dynamodb/database-files';
import type { Invocation } from './functions/local-function';
import { SiteServer } from './http/site-server';
import type { EmailAddress, LocalStackOptions } from './local-stack-options';
import { runStack } from './run-stack';
import { startServers } from './servers';
import { Shutdown } from './shutdown';
import { parseTemplate } from './template/parse-template';
import { waitUntilIdle } from './wait-until-idle';
import { WorkTracker } from './work-tracker';

export type { LocalStackOptions } from './local-stack-options';

/** The service, running on this machine. A process can run one at a time. */
export interface LocalStack {
  /** `http://localhost:port` */
  readonly siteUrl: string;
  /** `http://localhost:port`; `/store` returns the emails as JSON. */
  readonly inboxUrl: string;
  /** Where it takes email over SMTP; undefined if it takes none. */
  readonly email: EmailAddress | undefined;
  /** Settings for an SDK client that uses the same tables as the functions. */
  readonly dynamoDb: { endpoint: string; accessKeyId: string };
  /** The name of the table whose logical id contains the word, e.g. `Briefings`. */
  tableName(word: string): string;
  /** The name of the queue whose logical id contains the word. */
  queueName(word: string): string;
  /** The bodies of all messages in the queue whose logical id contains the word. */
  messages(word: string): Promise<string[]>;
  /**
   * Resolves when streams, queues and functions have nothing left to do.
   *
   * @param timeout milliseconds. @default 60 000
   * @throws Error naming what is left if the timeout passes first.
   */
  idle(timeout?: number): Promise<void>;
  /** Runs the schedule whose logical id contains the word, now. */
  runSchedule(word: string): Promise<Invocation>;
  /** Finishes the work in progress and stops everything that was started. */
  stop(): Promise<void>;
}

const DEFAULT_IDLE_TIMEOUT_MS = 60_000;

/**
 * Starts everything that the synthesized template declares.
 *
 * @throws LocalStackError if something on the machine prevents it, such as a port in use.
 * Everything that had started by then is stopped.
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const shutdown = new Shutdown();
  try {
    return await start(options, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function start(options: LocalStackOptions, shutdown: Shutdown): Promise<LocalStack> {
  const { port = 0, service = briefwire, report = () => {} } = options;
  const { dataDirectory, mailDirectory } = options;
  const workTracker = new WorkTracker();
  if (mailDirectory !== undefined) createDirectory(mailDirectory, '--mail');
  if (dataDirectory !== undefined) shutdown.add(lockDirectory(dataDirectory, '--data'));
  const database =
    dataDirectory === undefined ? undefined : await prepareDatabaseFiles(dataDirectory);
  const accessKeyId = database?.accessKeyId ?? createAccessKeyId();
  const site = await SiteServer.start(port);
  shutdown.add(() => site.stop());
  // Java takes longest to start, so it starts while the template is synthesized.
  const [servers, template] = await allSettledThenAll([
    startServers({ ...options, databaseDirectory: database?.directory }, shutdown),
    service.template(site.url, options.settings),
  ]);
  const { sqs, inbox, dynamoDbEndpoint } = servers;
  const definition = parseTemplate(template, { queues: sqs.endpoint });
  const { handlersDirectory } = service;
  const running = await runStack(definition, {
    ...options,
    ...{ shutdown, workTracker, site, servers, accessKeyId, handlersDirectory, report },
  });
  const tableNames = definition.tables.map(({ TableName }) => TableName);
  const queueNames = definition.queues.map(({ name }) => name);
  return {
    siteUrl: site.url,
    inboxUrl: inbox.url,
    email: running.email,
    dynamoDb: { endpoint: dynamoDbEndpoint, accessKeyId },
    tableName: (word) => findOnly(tableNames, word),
    queueName: (word) => findOnly(queueNames, word),
    messages: (word) => sqs.messages(findOnly(queueNames, word)),
    idle: (timeout = DEFAULT_IDLE_TIMEOUT_MS) =>
      waitUntilIdle({ ...running, workTracker, timeout }),
    runSchedule: (word) => running.scheduler.run(word),
    stop: () => shutdown.run(),
  };
}

/** Waits for both even if one fails, so that everything that did start can be stopped. */
async function allSettledThenAll<A, B>(promises: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** @throws Error unless exactly one name contains the word. */
function findOnly(names: string[], word: string): string {
  const [found, ...others] = names.filter((name) => name.includes(word));
  if (found !== undefined && others.length === 0) return found;
  throw new Error(`Expected one name that contains ${word} among: ${names.join(', ')}.`);
}

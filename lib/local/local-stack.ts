import { randomBytes } from 'node:crypto';
import { Activity } from './activity';
import { briefwire, type Service } from './briefwire-service';
import { readDeclaredStack } from './declared/stack';
import { holdDirectory, makeDirectory } from './directories';
import type { Invocation } from './functions/local-function';
import { SiteServer } from './http/site-server';
import { untilIdle } from './idle';
import { runDeclaredStack } from './run-declared-stack';
import { startServers } from './servers';
import type { SentMail, SesFault } from './ses/sent-mail';
import { StartedParts } from './started-parts';

export interface LocalStackOptions {
  /** Of the site; 0, the default, means any free one. */
  readonly port?: number;
  /** Of the inbox; 0, the default, means any free one. */
  readonly inboxPort?: number;
  /** Where the data outlives a restart; in memory when absent. */
  readonly dataDirectory?: string | undefined;
  /** Where every raw mail is left as `.eml`; nowhere when absent. */
  readonly mailDirectory?: string | undefined;
  /** A DynamoDB Local that runs already; one is started when absent. */
  readonly dynamoDbEndpoint?: string | undefined;
  /** What is run. @default Briefwire */
  readonly service?: Service;
  /** The time as events and schedules tell it. @default the system's */
  readonly clock?: () => Date;
  /**
   * When failed work is tried again, instead of as the queues and streams declare, and instead of
   * when a function asked that a message come back.
   */
  readonly retryDelayMs?: number;
  /** Told of every mail that the local SES took. */
  readonly onMail?: (mail: SentMail) => void | Promise<void>;
  /** Decides what goes wrong with a mail; nothing when it gives undefined. */
  readonly sesFault?: (mail: Omit<SentMail, 'messageId'>) => SesFault | undefined;
  /** More variables for every function. */
  readonly environment?: Record<string, string>;
  /** Told in one line of each failure of a function or of the stack itself. */
  readonly report?: (line: string) => void;
  /** Told once, in a sentence, when a part has stopped by itself without which nothing works. */
  readonly onLoss?: (sentence: string) => void;
}

/** The service, running on this machine. One at a time in a process. */
export interface LocalStack {
  /** `http://localhost:port` */
  readonly siteUrl: string;
  /** `http://localhost:port`, with the mails as JSON at `/store`. */
  readonly inboxUrl: string;
  /** Settings for an SDK client that is to see the same tables as the functions. */
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
   * @param patience milliseconds. @default 60 000
   * @throws Error naming what is left when patience runs out.
   */
  idle(patience?: number): Promise<void>;
  /** Runs the schedule whose logical id contains the word now. */
  runSchedule(word: string): Promise<Invocation>;
  /** Stops everything that was started, after the work in hand. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/**
 * Starts all that the synthesized template declares.
 *
 * @throws LocalStackError with a sentence when something on the machine is in the way; what was
 * started by then is stopped.
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const parts = new StartedParts();
  try {
    return await start(options, parts);
  } catch (error) {
    await parts.stop();
    throw error;
  }
}

async function start(options: LocalStackOptions, parts: StartedParts): Promise<LocalStack> {
  const { port = 0, service = briefwire, report = () => {} } = options;
  const activity = new Activity();
  const { dataDirectory, mailDirectory } = options;
  if (mailDirectory !== undefined) makeDirectory(mailDirectory, '--mail');
  if (dataDirectory !== undefined) parts.onStop(holdDirectory(dataDirectory, '--data'));
  const site = await SiteServer.start(port);
  parts.onStop(() => site.stop());
  // Java first: it starts beside us while we synthesize.
  const [servers, template] = await allOf([
    startServers(options, parts),
    service.template(site.url),
  ]);
  const { sqs, inbox, dynamoDbEndpoint } = servers;
  const declared = readDeclaredStack(template, { site: site.url, queues: sqs.endpoint });
  const accessKeyId = `local${randomBytes(6).toString('hex')}`;
  const { handlersDirectory } = service;
  const { clock = () => new Date() } = options;
  const running = await runDeclaredStack(declared, {
    ...options,
    ...{ parts, activity, site, servers, accessKeyId, handlersDirectory, clock, report },
  });
  const tableNames = declared.tables.map(({ TableName }) => TableName);
  const queueNames = declared.queues.map(({ name }) => name);
  return {
    siteUrl: site.url,
    inboxUrl: inbox.url,
    dynamoDb: { endpoint: dynamoDbEndpoint, accessKeyId },
    tableName: (word) => only(tableNames, word),
    queueName: (word) => only(queueNames, word),
    messages: (word) => sqs.messages(only(queueNames, word)),
    idle: (patience = PATIENCE_MS) => untilIdle({ ...running, activity, patience }),
    runSchedule: (word) => running.timetable.run(word),
    stop: () => parts.stop(),
  };
}

/** Waits for both even when one fails, so that what the other started can be stopped. */
async function allOf<A, B>([first, second]: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** @throws Error when not exactly one name contains the word. */
function only(names: string[], word: string): string {
  const [found, ...others] = names.filter((name) => name.includes(word));
  if (found !== undefined && others.length === 0) return found;
  throw new Error(`Not one name contains ${word} among ${names.join(', ')}.`);
}

import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkSettings, type SettingChanges } from '../lib/local/local-settings';
import { type LocalStack, startLocalStack } from '../lib/local/local-stack';
import { loadSeeds } from '../lib/local/seeds';
import { stopOnSignals } from '../lib/local/stop-on-signals';
import { quietTerminal } from '../lib/local/terminal';

const USAGE =
  'Usage: npm start [-- [--empty] [--data DIR] [--mail DIR] [--set NAME=VALUE]… [--help]]';
const HELP = `${USAGE}

Runs the whole service on this machine until Ctrl-C.

  --empty            do not load the sample briefings
  --data DIR         keep the data in this folder
  --mail DIR         write every raw email to this folder
  --set NAME=VALUE   replace a setting of cdk.json, such as --set sendRate=500; repeatable
  --help             show this

PORT, INBOX_PORT, MAIL_PORT in the environment move the site (3000), the inbox (8005) and SMTP (2525).`;
const DEFAULT_SITE_PORT = 3000;
const DEFAULT_INBOX_PORT = 8005;
const DEFAULT_MAIL_PORT = 2525;
const LOG_DIRECTORY = path.resolve(__dirname, '../build');

/** `npm start`: runs the whole service on this machine until Ctrl-C. */
async function main(): Promise<void> {
  const terminal = quietTerminal();
  try {
    const { help, empty, data, mail, settings } = parseOptions();
    if (help) return terminal.print(HELP);
    const { port, inboxPort, mailPort } = parsePorts();
    const stack = await terminal.withProgress(
      'Starting the database, the queues and the inbox…',
      () =>
        startLocalStack({
          port,
          inboxPort,
          mailPort,
          dataDirectory: data,
          mailDirectory: mail,
          settings,
          report: terminal.info,
          onFatalError: terminal.fail,
        }),
    );
    // The log file is named after the port, so it is opened only once the port is ours.
    const logFile = path.join(LOG_DIRECTORY, `local-stack-${new URL(stack.siteUrl).port}.log`);
    terminal.logTo(logFile);
    stopOnSignals(stack, terminal);
    if (!empty) {
      await terminal.withProgress('Publishing the sample briefings…', async () => {
        await loadSeeds(stack.siteUrl);
        await stack.idle();
      });
    }
    terminal.print(readyLine(stack));
    terminal.info(`Press Ctrl-C to stop. Logs: ${path.relative(process.cwd(), logFile)}`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    terminal.fail(message, error instanceof UsageError ? 2 : 1);
  }
}

function readyLine({ siteUrl, inboxUrl, email }: LocalStack): string {
  const places = `site ${siteUrl}, inbox ${inboxUrl}`;
  const smtp = email && `, email to ${email.address} by SMTP on localhost:${email.port}`;
  return `Briefwire is ready: ${places}${smtp ?? ''}`;
}

class UsageError extends Error {}

interface Options {
  readonly help: boolean;
  readonly empty: boolean;
  readonly data: string | undefined;
  readonly mail: string | undefined;
  readonly settings: SettingChanges;
}

function parseOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        data: { type: 'string' },
        mail: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
      },
    });
    const { help, empty, data, mail, set } = values;
    return {
      help,
      empty,
      data: parseDirectory('--data', data),
      mail: parseDirectory('--mail', mail),
      settings: parseSettings(set),
    };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** The last value counts if a setting is given twice. */
function parseSettings(assignments: readonly string[]): SettingChanges {
  const settings = Object.fromEntries(assignments.map(parseAssignment));
  checkSettings(settings);
  return settings;
}

function parseAssignment(assignment: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new Error(`--set needs NAME=VALUE, such as sendRate=500, not "${assignment}".`);
}

/** npm runs scripts in the project's directory, and INIT_CWD is the directory it was called in. */
function parseDirectory(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === '') throw new Error(`${option} needs the name of a folder.`);
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), value);
}

function parsePorts(): { port: number; inboxPort: number; mailPort: number } {
  const ports = [
    ['PORT', DEFAULT_SITE_PORT],
    ['INBOX_PORT', DEFAULT_INBOX_PORT],
    ['MAIL_PORT', DEFAULT_MAIL_PORT],
  ] as const;
  const parsed = ports.map(([name, defaultPort]) => ({ name, port: parsePort(name, defaultPort) }));
  for (const [index, { name, port }] of parsed.entries()) {
    const same = parsed.slice(0, index).find((other) => port !== 0 && other.port === port);
    if (same) {
      throw new UsageError(
        `${same.name} and ${name} are both ${port}. Set them to different ports.`,
      );
    }
  }
  const [port = 0, inboxPort = 0, mailPort = 0] = parsed.map((one) => one.port);
  return { port, inboxPort, mailPort };
}

function parsePort(variable: string, defaultPort: number): number {
  const value = process.env[variable];
  if (!value) return defaultPort;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new UsageError(`${variable} is ${value}, but must be a port number up to 65535.`);
}

main();

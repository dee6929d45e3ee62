import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalStack } from '../lib/local/local-stack';
import { loadSeeds } from '../lib/local/seeds';
import { stopOnSignals } from '../lib/local/stop-on-signals';
import { quietTerminal } from '../lib/local/terminal';

const USAGE = 'Usage: npm start [-- [--empty] [--data DIR] [--mail DIR]]';
const SITE_PORT = 3000;
const INBOX_PORT = 8005;
const LOGS = path.resolve(__dirname, '../build');

/** `npm start`: the whole service on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const terminal = quietTerminal();
  try {
    const { empty, data, mail } = options();
    const stack = await terminal.during('Starting the database, the queues and the inbox…', () =>
      startLocalStack({
        port: portOf('PORT', SITE_PORT),
        inboxPort: portOf('INBOX_PORT', INBOX_PORT),
        dataDirectory: data,
        mailDirectory: mail,
        report: terminal.tell,
        onLoss: terminal.fail,
      }),
    );
    // The port is ours now, and with it the log that is named for it.
    const logFile = path.join(LOGS, `local-stack-${new URL(stack.siteUrl).port}.log`);
    terminal.logTo(logFile);
    stopOnSignals(stack, terminal);
    if (!empty) {
      await terminal.during('Publishing the sample briefings…', async () => {
        await loadSeeds(stack.siteUrl);
        await stack.idle();
      });
    }
    terminal.print(`Briefwire is ready: site ${stack.siteUrl}, inbox ${stack.inboxUrl}`);
    terminal.tell(`Ctrl-C stops it. Logs: ${path.relative(process.cwd(), logFile)}`);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    terminal.fail(sentence, error instanceof UsageError ? 2 : 1);
  }
}

class UsageError extends Error {}

function options(): { empty: boolean; data: string | undefined; mail: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        empty: { type: 'boolean', default: false },
        data: { type: 'string' },
        mail: { type: 'string' },
      },
    });
    const { empty, data, mail } = values;
    return { empty, data: directory('--data', data), mail: directory('--mail', mail) };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** npm runs scripts in the project's directory, and says where it was called. */
function directory(option: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (given === '') throw new Error(`${option} needs the name of a folder.`);
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
}

function portOf(variable: string, fallback: number): number {
  const given = process.env[variable];
  if (!given) return fallback;
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
  throw new UsageError(`${variable} is ${given}, but must be a port: a number up to 65535.`);
}

main();

import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type LocalStack, startLocalStack } from '../lib/local/local-stack';
import { postJson } from '../lib/local/post-json';
import { loadSeedAliases } from '../lib/local/seeds';
import { EmailFiles } from '../lib/local/ses/email-files';
import type { SentEmail } from '../lib/local/ses/sent-email';
import { quietTerminal, type Terminal } from '../lib/local/terminal';
import { publishFiles } from './cli/commands/publish';
import { readBriefingFiles } from './cli/read-briefing-files';
import { localService } from './cli/service';
import { formatEmailTable } from './demo/email-table';
import { type DemoSubscriber, demoSubscribers } from './demo/subscribers';

const ROOT = path.resolve(__dirname, '..');
const OUTPUT = path.join(ROOT, 'demo-output');
const SEEDS = path.join(ROOT, 'seeds/briefings.jsonl');
/** By then, every daily and weekly digest has been due once. */
const DIGESTS_AFTER_MS = 8 * 24 * 3_600_000;

/** `npm run demo`: subscribers follow topics, briefings are published, and the emails are listed. */
async function main(): Promise<void> {
  const started = Date.now();
  const terminal = quietTerminal();
  terminal.logTo(path.join(ROOT, 'build/demo.log'));
  const emails: SentEmail[] = [];
  let succeeded = false;
  try {
    await ensureReadable(briefingFiles());
    await rm(OUTPUT, { recursive: true, force: true });
    const files = await EmailFiles.in(OUTPUT);
    terminal.info('Starting a service for the demo…');
    const stack = await startLocalStack({
      report: terminal.info,
      onFatalError: terminal.fail,
      onEmail: async (email) => {
        emails.push(email);
        const name = files.reserve(email);
        await files.write(name, email.raw);
        const page = path.join(OUTPUT, name.replace(/\.eml$/, '.html'));
        if (email.html !== '') await writeFile(page, email.html);
      },
    });
    const subscribers = demoSubscribers();
    succeeded = await runDemo(stack, subscribers, terminal);
    await stack.stop();
    if (emails.length > 0) terminal.print(formatEmailTable(emails, subscribers));
    terminal.info(summary(emails, started));
  } catch (error) {
    succeeded = false;
    terminal.info(error instanceof Error ? error.message : String(error));
  }
  process.exit(succeeded && emails.length > 0 ? 0 : 1);
}

/** Returns whether every briefing was published. */
async function runDemo(
  stack: LocalStack,
  subscribers: readonly DemoSubscriber[],
  terminal: Terminal,
): Promise<boolean> {
  const { siteUrl } = stack;
  terminal.info(`${subscribers.length} subscribers follow their topics…`);
  await loadSeedAliases(siteUrl);
  const consent = 'Invented for the demo.';
  for (const subscriber of subscribers) {
    await postJson(`${siteUrl}/api/subscriptions`, { ...subscriber, confirmed: true, consent });
  }
  terminal.info('Publishing, matching and sending…');
  let allPublished = true;
  const output = {
    result: () => {},
    info: terminal.info,
    error: (sentence: string) => {
      allPublished = false;
      terminal.info(sentence);
    },
  };
  await publishFiles(localService(siteUrl), output, briefingFiles());
  await stack.idle();
  terminal.info('Sending the digests of the following week…');
  const at = new Date(Date.now() + DIGESTS_AFTER_MS).toISOString();
  await postJson(`${siteUrl}/api/digests`, { at });
  await stack.idle();
  return allPublished;
}

/** @throws Error with one sentence per file, when there is nothing to publish. */
async function ensureReadable(files: string[]): Promise<void> {
  const { briefings, refused } = await readBriefingFiles(files);
  if (briefings.length > 0) return;
  throw new Error(refused.map(({ place, reason }) => `${place}: ${reason}.`).join('\n'));
}

/** The files of the command line, relative to where npm was called, or else the samples. */
function briefingFiles(): string[] {
  const given = process.argv.slice(2);
  const calledFrom = process.env.INIT_CWD ?? process.cwd();
  return given.length === 0 ? [SEEDS] : given.map((file) => path.resolve(calledFrom, file));
}

function summary(emails: readonly SentEmail[], started: number): string {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (emails.length === 0) {
    return `No email was sent, in ${seconds} seconds: the briefings match no topic of seeds/topics.jsonl.`;
  }
  return `${emails.length} emails in ${seconds} seconds. Each is in demo-output/ as .eml and .html.`;
}

main();

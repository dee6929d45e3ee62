import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type LocalStack, startLocalStack } from '../lib/local/local-stack';
import { postJson } from '../lib/local/post-json';
import { loadSeedAliases } from '../lib/local/seeds';
import { EmailFiles } from '../lib/local/ses/email-files';
import type { SentEmail } from '../lib/local/ses/sent-email';
import { quietTerminal, type Terminal } from '../lib/local/terminal';
import { readBriefingFiles } from './briefing-files';
import { publish } from './cli/publish';
import { mailTable } from './demo/mail-table';
import { type DemoSubscriber, demoSubscribers } from './demo/subscribers';

const ROOT = path.resolve(__dirname, '..');
const OUTPUT = path.join(ROOT, 'demo-output');
const SEEDS = path.join(ROOT, 'seeds/briefings.jsonl');
/** By then every daily and every weekly digest has come due once. */
const DIGESTS_AFTER_MS = 8 * 24 * 3_600_000;

/** `npm run demo`: subscribers follow topics, briefings are published, and the mails are shown. */
async function main(): Promise<void> {
  const started = Date.now();
  const terminal = quietTerminal();
  terminal.logTo(path.join(ROOT, 'build/demo.log'));
  const mails: SentEmail[] = [];
  let allGood = false;
  try {
    await ensureReadable(briefingFiles());
    await rm(OUTPUT, { recursive: true, force: true });
    const files = await EmailFiles.in(OUTPUT);
    terminal.info('Starting a service of its own…');
    const stack = await startLocalStack({
      report: terminal.info,
      onFatalError: terminal.fail,
      onMail: async (mail) => {
        mails.push(mail);
        const file = await files.write(mail);
        if (mail.html !== '') await writeFile(`${file}.html`, mail.html);
      },
    });
    const subscribers = demoSubscribers();
    allGood = await tellTheStory(stack, subscribers, terminal);
    await stack.stop();
    if (mails.length > 0) terminal.print(mailTable(mails, subscribers));
    terminal.info(summary(mails, started));
  } catch (error) {
    allGood = false;
    terminal.info(error instanceof Error ? error.message : String(error));
  }
  process.exit(allGood && mails.length > 0 ? 0 : 1);
}

/** @returns whether every briefing was taken. */
async function tellTheStory(
  stack: LocalStack,
  subscribers: readonly DemoSubscriber[],
  terminal: Terminal,
): Promise<boolean> {
  const { siteUrl } = stack;
  terminal.info(`${subscribers.length} subscribers follow their topics…`);
  await loadSeedAliases(siteUrl);
  const consent = 'Made up for the demonstration.';
  for (const subscriber of subscribers) {
    await postJson(`${siteUrl}/api/subscriptions`, { ...subscriber, confirmed: true, consent });
  }
  terminal.info('Publishing, matching and sending…');
  const service = { post: (route: string, body: unknown) => post(`${siteUrl}${route}`, body) };
  const output = { result: () => {}, tell: terminal.info };
  const allTaken = await publish(service, output, briefingFiles());
  await stack.idle();
  terminal.info('A week goes by: the digests come due…');
  const at = new Date(Date.now() + DIGESTS_AFTER_MS).toISOString();
  await postJson(`${siteUrl}/api/digests`, { at });
  await stack.idle();
  return allTaken;
}

async function post(url: string, body: unknown) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** @throws Error with a sentence a file, when there is nothing at all to publish. */
async function ensureReadable(files: string[]): Promise<void> {
  const { briefings, refused } = await readBriefingFiles(files);
  if (briefings.length > 0) return;
  throw new Error(refused.map(({ place, reason }) => `${place}: ${reason}.`).join('\n'));
}

/** Those of the command line, seen from where npm was called; else the samples. */
function briefingFiles(): string[] {
  const given = process.argv.slice(2);
  const calledFrom = process.env.INIT_CWD ?? process.cwd();
  return given.length === 0 ? [SEEDS] : given.map((file) => path.resolve(calledFrom, file));
}

function summary(mails: readonly SentEmail[], started: number): string {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (mails.length === 0) {
    return `No mail was sent, in ${seconds} seconds: the briefings meet no topic of seeds/topics.jsonl.`;
  }
  return `${mails.length} mails in ${seconds} seconds; each lies in demo-output/ as .eml and .html.`;
}

main();

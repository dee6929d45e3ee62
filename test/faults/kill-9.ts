import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parsed } from '../support/raw-email';
import { Random } from './simulation/random';

/**
 * `npm run test:faults:kill`: kills the whole local service with SIGKILL at random moments while it sends
 * an alert and a digest to each subscriber, and counts the emails in the folder of `--mail`.
 */
const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '3000' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Minutes after the last kill. */
    minutes: { type: 'string', default: '12' },
    rate: { type: 'string', default: '500' },
    keep: { type: 'boolean', default: false },
  },
});
const ROOT = path.resolve(__dirname, '../..');
const SUBSCRIBERS = Number(values.subscribers);
const KILLS = Number(values.kills);
const MIN_RUN_MS = 3_000;
const MAX_RUN_MS = 15_000;
const CONCURRENT_REQUESTS = 8;
const PROGRESS_MS = 15_000;
const ONE_DAY_MS = 24 * 3_600_000;

interface Running {
  readonly child: ChildProcess;
  readonly siteUrl: string;
}

/** Starts the service in a process group of its own and waits until it is ready. */
async function start(data: string, mail: string): Promise<Running> {
  const given = ['--empty', '--data', data, '--mail', mail];
  const child = spawn('npm', ['start', '--', ...given, ...settingOptions()], {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, PORT: '0', INBOX_PORT: '0', MAIL_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const siteUrl = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /ready: site (\S+),/.exec(output) ?? [];
      if (url) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => reject(new Error(`The service did not start:\n${output}`)));
  });
  return { child, siteUrl };
}

/** The send rate, if this version of `npm start` takes settings. */
function settingOptions(): string[] {
  const takesSettings = readFileSync(path.join(ROOT, 'bin/local.ts'), 'utf8').includes('--set');
  return takesSettings ? ['--set', `sendRate=${values.rate}`] : [];
}

function kill({ child }: Running): Promise<unknown> {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  return ended;
}

async function post(siteUrl: string, route: string, body: unknown): Promise<void> {
  const response = await fetch(`${siteUrl}${route}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`${route} responded ${response.status}: ${await response.text()}`);
}

async function subscribeAll(siteUrl: string): Promise<void> {
  const numbers = Array.from({ length: SUBSCRIBERS }, (_entry, index) => index);
  const common = { timeZone: 'UTC', hour: 8, confirmed: true, consent: 'asked in the test' };
  const worker = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
      const email = `reader${number}@example.org`;
      for (const [topic, frequency] of [
        ['granite', 'instant'],
        ['basalt', 'daily'],
      ]) {
        await post(siteUrl, '/api/subscriptions', {
          ...common,
          email,
          expressions: [topic],
          frequency,
        });
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, worker));
}

/** What starts the emails. Repeating it changes nothing, so it is repeated if a kill interrupts it. */
async function startEmails(siteUrl: string): Promise<void> {
  const briefings = ['granite', 'basalt'].map((stone) => ({
    id: `about-${stone}`,
    title: `News about ${stone}`,
    language: 'en',
  }));
  await post(siteUrl, '/api/briefings', briefings);
  // The match of the digest's briefing must be stored first.
  await sleep(MIN_RUN_MS);
  await post(siteUrl, '/api/digests', { at: new Date(Date.now() + ONE_DAY_MS).toISOString() });
}

/** The emails so far, counted by recipient and kind. */
async function countEmails(mail: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const file of readdirSync(mail).filter((name) => name.endsWith('.eml'))) {
    const email = await parsed(readFileSync(path.join(mail, file)));
    const kind = email.headers.find(({ key }) => key === 'feedback-id')?.value.split(':')[0];
    const name = `${kind} to ${email.to?.[0]?.address}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const fileCount = (mail: string) =>
  readdirSync(mail).filter((name) => name.endsWith('.eml')).length;

async function main(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'briefwire-kill-'));
  const [data, mail] = [path.join(directory, 'data'), path.join(directory, 'mail')];
  const random = new Random(Number(values.seed));
  console.log(`Seed ${values.seed}, in ${directory}`);
  let service = await start(data, mail);
  await subscribeAll(service.siteUrl);
  console.log(`${SUBSCRIBERS} subscribers follow a topic at once and one daily.`);
  let hasStarted = false;
  for (let number = 1; number <= KILLS; number += 1) {
    const killAt = Date.now() + random.between(MIN_RUN_MS, MAX_RUN_MS);
    const starting = hasStarted
      ? Promise.resolve()
      : startEmails(service.siteUrl).then(
          () => {
            hasStarted = true;
          },
          () => {},
        );
    await sleep(killAt - Date.now());
    await kill(service);
    await starting;
    console.log(`Kill ${number} after ${fileCount(mail)} emails.`);
    service = await start(data, mail);
  }
  if (!hasStarted) await startEmails(service.siteUrl);
  const deadline = Date.now() + Number(values.minutes) * 60_000;
  while (Date.now() < deadline) {
    await sleep(PROGRESS_MS);
    console.log(`${fileCount(mail)} emails`);
  }
  await kill(service);
  const counts = await countEmails(mail);
  const expected = Array.from({ length: SUBSCRIBERS }, (_entry, index) => index).flatMap((number) =>
    ['alert', 'digest'].map((kind) => `${kind} to reader${number}@example.org`),
  );
  const missing = expected.filter((name) => !counts.has(name));
  const repeated = [...counts].filter(([, count]) => count > 1).map(([name]) => name);
  for (const name of missing.slice(0, 10)) console.log(`Missing: ${name}`);
  for (const name of repeated.slice(0, 10)) console.log(`Sent twice: ${name}`);
  console.log(
    `${counts.size} of ${expected.length} emails; ${missing.length} missing, ${repeated.length} twice.`,
  );
  if (!values.keep) rmSync(directory, { recursive: true, force: true });
  process.exitCode = missing.length + repeated.length === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

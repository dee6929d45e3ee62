import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSecondsOf } from './cpu-of-processes';
import type { FigureWriter } from './figures';

const ROOT = path.resolve(__dirname, '../..');
const SUBSCRIBERS = 1_000;
const CONCURRENT_REQUESTS = 8;
const SEND_RATE = 500;
const POLL_MS = 250;
/** A minute. */
const MAX_POLLS_WITHOUT_EMAIL = 240;

/**
 * Measures how many emails per second `npm start` delivers: starts it with `--data`, records subscribers
 * through the API, publishes one briefing that all of them follow, and takes the times at which the first
 * and the last email were written.
 */
export async function measureLocalThroughput(figures: FigureWriter): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'throughput-'));
  const mail = path.join(directory, 'mail');
  const service = startService(path.join(directory, 'data'), mail);
  try {
    const site = await siteOf(service);
    const pid = Number(service.pid);
    figures.progress(`Recording ${SUBSCRIBERS} subscribers…`);
    await subscribeAll(site);
    figures.progress('Publishing…');
    const cpuBefore = await cpuSecondsOf(pid);
    await postJson(`${site}/api/briefings`, {
      title: 'The harbour reopens after the storm',
      body: 'Ships enter the harbour again. '.repeat(20),
      language: 'en',
    });
    const seconds = await secondsFromFirstToLast(mail);
    const cpuAfter = await cpuSecondsOf(pid);
    const setup =
      `npm start -- --data DIR --mail DIR --set sendRate=${SEND_RATE}, one alert to each of ` +
      `${SUBSCRIBERS} subscribers, Node ${process.version}, ${availableParallelism()} cores`;
    figures.write({
      name: 'local throughput',
      value: (SUBSCRIBERS - 1) / seconds,
      unit: 'emails/s',
      setup: `${setup}, from the first email to the last`,
    });
    if (cpuBefore === undefined || cpuAfter === undefined) return;
    figures.write({
      name: 'local throughput, CPU',
      value: (1000 * (cpuAfter - cpuBefore)) / SUBSCRIBERS,
      unit: 'ms/email',
      setup: `${setup}, of all its processes, from publishing to the last email`,
    });
  } finally {
    service.kill();
    // npm's output ends when the service has ended.
    await once(service, 'close');
    await rm(directory, { recursive: true, force: true });
  }
}

function startService(data: string, mail: string): ChildProcess {
  const options = ['--empty', '--data', data, '--mail', mail, '--set', `sendRate=${SEND_RATE}`];
  return spawn('npm', ['--silent', 'start', '--', ...options], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', INBOX_PORT: '0', MAIL_PORT: '0', INIT_CWD: ROOT },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function siteOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The service has no output.');
  for await (const line of createInterface(stdout)) {
    const [, site] = /^Briefwire is ready: site ([^,]+),/.exec(line) ?? [];
    if (site !== undefined) return site;
  }
  throw new Error('The service ended before it was ready.');
}

async function subscribeAll(site: string): Promise<void> {
  let next = 0;
  const subscribe = async () => {
    while (next < SUBSCRIBERS) {
      const email = `person${next}@example.org`;
      next += 1;
      await postJson(`${site}/api/subscriptions`, {
        email,
        expressions: ['harbour'],
        frequency: 'instant',
        confirmed: true,
        consent: 'the benchmark',
      });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, subscribe));
}

async function postJson(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}

/** Waits until every email is written. */
async function secondsFromFirstToLast(mail: string): Promise<number> {
  let count = 0;
  for (let polls = 0; count < SUBSCRIBERS; polls += 1) {
    const files = await readdir(mail);
    if (files.length > count) polls = 0;
    count = files.length;
    if (polls > MAX_POLLS_WITHOUT_EMAIL) throw new Error(`Only ${count} emails arrived.`);
    await sleep(POLL_MS);
  }
  const files = await readdir(mail);
  if (files.length > SUBSCRIBERS) throw new Error(`${files.length} emails arrived.`);
  const times = await Promise.all(
    files.map(async (file) => (await stat(path.join(mail, file))).mtimeMs),
  );
  return (Math.max(...times) - Math.min(...times)) / 1000;
}

import { spawn } from 'node:child_process';
import path from 'node:path';
import { startLocalStack } from '../../lib/local/local-stack';
import { type FigureWriter, median } from './figures';

const RUNS = 15;
const ROOT = path.resolve(__dirname, '../..');
const COMMAND_LINE = path.join(ROOT, 'bin/briefwire-cli.mjs');

/** What is measured, by name; each is a program with its arguments. */
const MEASURED: Record<string, readonly [string, ...string[]]> = {
  'node -e 0': [process.execPath, '-e', '0'],
  help: [process.execPath, COMMAND_LINE, '--help'],
  topics: [process.execPath, COMMAND_LINE, 'topics'],
  subscriber: [process.execPath, COMMAND_LINE, 'subscriber', 'bench@example.org'],
  'npx, help': ['npx', 'briefwire', '--help'],
  'npx, topics': ['npx', 'briefwire', 'topics'],
};
const BASELINE = 'node -e 0';

/** Measures how long commands take from their start to their end, next to an empty Node process. */
export async function measureCli(figures: FigureWriter): Promise<void> {
  const stack = await startLocalStack({ environment: { POWERTOOLS_LOG_LEVEL: 'SILENT' } });
  try {
    await subscribe(stack.siteUrl);
    const { port } = new URL(stack.siteUrl);
    const times = await measureInTurns(port);
    const baseline = median(times.get(BASELINE) ?? []);
    const setup = `median of ${RUNS} runs in turns, Node ${process.version}, local stack with one subscriber`;
    for (const [name, measured] of times) {
      const ms = median(measured);
      figures.write({ name: `cli, ${name}`, value: ms, unit: 'ms', setup });
      if (name === BASELINE) continue;
      const value = ms / baseline;
      figures.write({ name: `cli, ${name}, ratio`, value, unit: `× ${BASELINE}`, setup });
    }
  } finally {
    await stack.stop();
  }
}

/** Runs the programs in turn, so that other load on the machine affects all of them equally. */
async function measureInTurns(port: string): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  // The first round is a warm-up: it builds the bundle and npx's link.
  for (let round = 0; round <= RUNS; round += 1) {
    for (const [name, command] of Object.entries(MEASURED)) {
      const ms = await runMs(command, port);
      if (round > 0) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  }
  return times;
}

async function runMs([program, ...args]: readonly [string, ...string[]], port: string) {
  const begin = performance.now();
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, PORT: port },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} exited with ${code}.`);
  return performance.now() - begin;
}

async function subscribe(siteUrl: string): Promise<void> {
  const response = await fetch(`${siteUrl}/api/subscriptions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: 'bench@example.org',
      expressions: ['harbour'],
      frequency: 'instant',
      confirmed: true,
      consent: 'the benchmark',
    }),
  });
  if (!response.ok) throw new Error(`The service replied ${response.status}.`);
}

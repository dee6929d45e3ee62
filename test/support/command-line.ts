import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(__dirname, '../..');
const SOURCE = join(ROOT, 'bin/cli.ts');

/** How a command ended, and what it said. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Makes one file of the command line, which starts many times faster than its source does. */
export async function bundleCommandLine(folder: string): Promise<string> {
  const outfile = join(folder, 'cli.cjs');
  await build({
    entryPoints: [SOURCE],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** Runs the source of the command line as `npx briefwire` does. */
export const runSource = (port: number, words: string[]): Promise<Ended> =>
  run(join(ROOT, 'node_modules/.bin/tsx'), [SOURCE, ...words], port, '');

/** Runs the bundled command line in a process of its own, against the service at the port. */
export const runBundle = (
  bundle: string,
  port: number,
  words: string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<Ended> => run(process.execPath, [bundle, ...words], port, input, environment);

function run(
  command: string,
  words: string[],
  port: number,
  input: string,
  environment: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(command, words, {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), NODE_NO_WARNINGS: '1', ...environment },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, ...said }));
  });
}

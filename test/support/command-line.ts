import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(__dirname, '../..');
const SOURCE = path.join(ROOT, 'bin/cli.ts');

/** The exit code and the output of a command. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Bundles the command line into one file, which starts many times faster than its source. */
export async function bundleCommandLine(folder: string): Promise<string> {
  const outfile = path.join(folder, 'cli.cjs');
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

/** Runs the source of the command line, like `npx briefwire`. */
export const runSource = (port: number, words: string[]): Promise<Ended> =>
  run(path.join(ROOT, 'node_modules/.bin/tsx'), [SOURCE, ...words], port, '');

/** Runs the bundled command line in a process, against the service on the port. */
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
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
}

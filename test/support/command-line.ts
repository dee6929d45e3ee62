import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
/** What `npx briefwire` runs. */
const COMMAND_LINE = path.join(ROOT, 'bin/briefwire-cli.mjs');

/** The exit code and the output of a command. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line in a process, with the local stack on the port. */
export async function runCommand(
  port: number,
  words: string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<CommandResult> {
  return withoutProgress(await runCommandWithProgress(port, words, input, environment));
}

/** The same, with what a slow command says about its progress. */
export function runCommandWithProgress(
  port: number,
  words: string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<CommandResult> {
  return run(process.execPath, [COMMAND_LINE, ...words], port, input, environment);
}

/** Runs a Bash script in which `"$@"` is the command line with these words. */
export async function runShell(
  port: number,
  script: string,
  words: string[],
): Promise<CommandResult> {
  const command = [process.execPath, COMMAND_LINE, ...words];
  // Without startup files: bash takes a socket as standard input for a remote login, and reads them.
  const args = ['--norc', '-c', script, 'bash', ...command];
  return withoutProgress(await run('bash', args, port, '', {}));
}

/** On a busy machine any command may be slow. */
function withoutProgress(result: CommandResult): CommandResult {
  return { ...result, stderr: result.stderr.replaceAll('Still working…\n', '') };
}

function run(
  program: string,
  args: string[],
  port: number,
  input: string,
  environment: Record<string, string>,
): Promise<CommandResult> {
  const child = spawn(program, args, {
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

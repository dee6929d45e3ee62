import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { formatWarning } from './log-warnings';

const PROGRESS_DELAY_MS = 2_000;

/** What a person sees. Everything else (logs of functions, warnings of libraries) goes to a file. */
export interface Terminal {
  /** Writes a line of the result to standard output. */
  print(line: string): void;
  /** Writes a line about progress or a problem to standard error. */
  info(line: string): void;
  /** Writes a last line to standard error and exits. @param exitCode 1 by default. */
  fail(line: string, exitCode?: number): never;
  /** Writes the whole log to this file, replacing its content. */
  logTo(file: string): void;
  /** Does the work, and shows the description if it takes longer than two seconds. */
  withProgress<T>(description: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Redirects everything that this process writes to a log, except the lines written through the
 * returned terminal. It also shows each warning that a function logs, in one line. The log is held
 * in memory until `logTo` names its file.
 */
export function quietTerminal(): Terminal {
  const log = new PassThrough();
  const writeStdout = process.stdout.write.bind(process.stdout);
  const writeStderr = process.stderr.write.bind(process.stderr);
  const terminal: Terminal = {
    print: (line) => void writeStdout(`${line}\n`),
    info: (line) => void writeStderr(`${line}\n`),
    fail: (line, exitCode = 1) => {
      terminal.info(line);
      process.exit(exitCode);
    },
    logTo: (file) => {
      mkdirSync(path.dirname(file), { recursive: true });
      log.pipe(createWriteStream(file));
    },
    withProgress: async (description, work) => {
      const timer = setTimeout(() => terminal.info(description), PROGRESS_DELAY_MS);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
      }
    },
  };
  const redirect = redirectTo(log, terminal.info);
  process.stdout.write = redirect;
  process.stderr.write = redirect;
  // Without another listener, Node writes warnings without using process.stderr.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => void log.write(`${warning.stack ?? warning}\n`));
  return terminal;
}

function redirectTo(
  log: NodeJS.WritableStream,
  showWarning: (line: string) => void,
): typeof process.stdout.write {
  return (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    log.write(text);
    for (const line of text.split('\n')) {
      const warning = formatWarning(line);
      if (warning !== undefined) showWarning(warning);
    }
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
}

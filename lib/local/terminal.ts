import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { readableWarning } from './log-lines';

const PROGRESS_AFTER_MS = 2_000;

/** What a person sees while all else (functions' logs, libraries' warnings) goes to a file. */
export interface Terminal {
  /** A line of the result, on standard output. */
  print(line: string): void;
  /** A line about the way there, on standard error. */
  tell(line: string): void;
  /** Ends this process with a last line on standard error. @param exitCode 1 by default. */
  fail(line: string, exitCode?: number): never;
  /** Writes the log, from its beginning, into this file instead of what stood there. */
  logTo(file: string): void;
  /** Does the work, and tells what it is when it takes longer than two seconds. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Sends everything that this process would write to a log instead, but for the lines of the
 * terminal given back, and for functions' warnings, which it tells in one readable line each.
 * The log is held in memory until it is said what file it belongs in.
 */
export function quietTerminal(): Terminal {
  const log = new PassThrough();
  const print = process.stdout.write.bind(process.stdout);
  const tell = process.stderr.write.bind(process.stderr);
  const terminal: Terminal = {
    print: (line) => void print(`${line}\n`),
    tell: (line) => void tell(`${line}\n`),
    fail: (line, exitCode = 1) => {
      terminal.tell(line);
      process.exit(exitCode);
    },
    logTo: (file) => {
      mkdirSync(path.dirname(file), { recursive: true });
      log.pipe(createWriteStream(file));
    },
    during: async (what, work) => {
      const timer = setTimeout(() => terminal.tell(what), PROGRESS_AFTER_MS);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
      }
    },
  };
  const divert = diversion(log, terminal.tell);
  process.stdout.write = divert;
  process.stderr.write = divert;
  // Node writes warnings past process.stderr, unless somebody else listens.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => void log.write(`${warning.stack ?? warning}\n`));
  return terminal;
}

function diversion(
  log: NodeJS.WritableStream,
  tell: (line: string) => void,
): typeof process.stdout.write {
  return (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    log.write(text);
    for (const line of text.split('\n')) {
      const warning = readableWarning(line);
      if (warning !== undefined) tell(warning);
    }
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
}

import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { EXIT, type ExitCode } from './exit-codes';

/** What a command prints: results on standard output, everything else on standard error. */
export interface Output {
  /** Prints a result: the sentence, or with `--json` the object on one line. */
  result(sentence: string, object: unknown): void;
  /** Tells the person something that isn't a result. */
  info(sentence: string): void;
  /** Says what was refused or failed. The command goes on, and exits with 1 at the end. */
  error(sentence: string): void;
}

interface Streams {
  stdout: Writable;
  stderr: Writable;
}

/**
 * Output to a terminal, a file or a pipe. When nobody reads the results any more (`| head`), they are
 * dropped, and the command finishes its work: a closed pipe isn't an error.
 */
export class StreamOutput implements Output {
  json = false;
  private hasErrors = false;
  private failure: NodeJS.ErrnoException | undefined;

  constructor(private readonly streams: Streams) {
    streams.stdout.on('error', (error) => {
      this.failure ??= error;
    });
    // If standard error can't be written to, there is nowhere to report it.
    streams.stderr.on('error', () => {});
  }

  /** Whether results can't be written any more. A command that only reads can stop then. */
  get isClosed(): boolean {
    return this.failure !== undefined;
  }

  result(sentence: string, object: unknown): void {
    this.write(`${this.json ? JSON.stringify(object) : sentence}\n`);
  }

  info(sentence: string): void {
    this.streams.stderr.write(`${sentence}\n`);
  }

  error(sentence: string): void {
    this.hasErrors = true;
    this.info(sentence);
  }

  /** Writes text to standard output as it is. */
  write(text: string): void {
    if (!this.isClosed) this.streams.stdout.write(text);
  }

  /** Writes text to standard output, and waits while the reader is slower than the command. */
  async print(text: string): Promise<void> {
    const { stdout } = this.streams;
    if (this.isClosed || stdout.write(text)) return;
    // The listener above has kept the error.
    await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => {});
  }

  /** Waits until everything is written. Returns the exit code of the command so far. */
  async end(): Promise<ExitCode> {
    if (!this.isClosed) await new Promise((resolve) => this.streams.stdout.write('', resolve));
    // Node reports the error of a write after its callback.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failure && this.failure.code !== 'EPIPE') {
      this.error(`The results can't be written: ${describeFailure(this.failure)}`);
    }
    return this.hasErrors ? EXIT.failed : EXIT.done;
  }
}

function describeFailure({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ENOSPC' ? 'the disk is full. Free some space and try again.' : `${message}.`;
}

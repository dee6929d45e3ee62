import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A shell that runs the command and ends it as soon as the shell's standard input closes, which
 * the system does when this process dies, even by SIGKILL. So no child outlives its parent.
 */
const TIE =
  '"$@" </dev/null & child=$!; trap "" INT TERM; cat >/dev/null; kill $child; wait $child';

/** How much of the child's output is kept to explain its end; characters. */
const KEPT_OUTPUT = 4_000;

/** A child process that ends when it is told to, or when this process does. */
export class TiedChild {
  private output = '';

  private constructor(private readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-KEPT_OUTPUT);
      });
    }
  }

  static start(
    command: readonly [string, ...string[]],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ): TiedChild {
    const [program, ...args] = command;
    // In a group of its own, Ctrl-C reaches it through stop(), in order, and not from the terminal.
    const common = { ...options, detached: true, stdio: 'pipe' } as const;
    const child =
      process.platform === 'win32'
        ? spawn(program, args, { ...common, detached: false })
        : spawn('/bin/sh', ['-c', TIE, 'tie', ...command], common);
    return new TiedChild(child);
  }

  /** The end of what it printed. */
  get lastOutput(): string {
    return this.output.trim();
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.process, 'exit');
    if (process.platform === 'win32') this.process.kill();
    else this.process.stdin?.end();
    await ended;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A shell that runs the command, and ends it as soon as the shell's standard input closes, which
 * the system does when this process dies, even by SIGKILL. So no child outlives its parent. When
 * the command ends by itself the shell ends too, with its exit code.
 */
const TIE = [
  '"$@" </dev/null & child=$!',
  'trap "" INT TERM',
  'exec 3<&0',
  '(read -r _ <&3; kill $child) >/dev/null 2>&1 & tie=$!',
  'wait $child; code=$?',
  'kill -9 $tie 2>/dev/null',
  'exit $code',
].join('\n');

/** How much of the child's output is kept to explain its end; characters. */
const KEPT_OUTPUT = 4_000;

/** A child process that ends when it is told to, or when this process does. */
export class TiedChild {
  /** Resolves when the child has ended, for whatever reason. */
  readonly ended: Promise<void>;
  private output = '';

  private constructor(private readonly process: ChildProcess) {
    this.ended = once(process, 'exit').then(
      () => {},
      (error) => {
        this.output += error;
      },
    );
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
    if (process.platform === 'win32') this.process.kill();
    else this.process.stdin?.end();
    await this.ended;
  }
}

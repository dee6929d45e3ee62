import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A shell that runs the command and kills it when the shell's standard input closes. The operating
 * system closes it when this process ends, even by SIGKILL, so no child outlives its parent. If the
 * command ends by itself, the shell exits with its exit code.
 */
const WATCHER = [
  '"$@" </dev/null & child=$!',
  'trap "" INT TERM',
  'exec 3<&0',
  '(read -r _ <&3; kill $child) >/dev/null 2>&1 & watcher=$!',
  'wait $child; code=$?',
  'kill -9 $watcher 2>/dev/null',
  'exit $code',
].join('\n');

/** Characters of the child's latest output, which explain why it ended. */
const MAX_OUTPUT_LENGTH = 4_000;

/** A child process that ends when it is stopped, or when this process ends. */
export class ManagedChildProcess {
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
        this.output = (this.output + chunk.toString()).slice(-MAX_OUTPUT_LENGTH);
      });
    }
  }

  static start(
    command: readonly [string, ...string[]],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ): ManagedChildProcess {
    const [program, ...args] = command;
    // In its own process group, the child isn't killed by Ctrl-C but stopped in order by stop().
    const common = { ...options, detached: true, stdio: 'pipe' } as const;
    const child =
      process.platform === 'win32'
        ? spawn(program, args, { ...common, detached: false })
        : spawn('/bin/sh', ['-c', WATCHER, 'watcher', ...command], common);
    return new ManagedChildProcess(child);
  }

  /** The end of what the child printed. */
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

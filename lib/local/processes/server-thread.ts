import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { LocalStackError } from '../local-stack-error';

/** A server in its own thread, isolated from the handlers' modules and environment variables. */
export interface ServerThread {
  readonly port: number;
  /** A sentence for the person who started it. */
  readonly note?: string | undefined;
  stop(): Promise<void>;
}

/** MiB; enough for thousands of emails or messages. */
const MAX_HEAP_MIB = 384;

/** What a script posts: that it listens, or a sentence about a problem that a person has to fix. */
type StartMessage = Pick<ServerThread, 'port' | 'note'> | { readonly problem: string };

/**
 * Starts a script of `lib/local` in a thread and waits for its start message.
 *
 * @throws LocalStackError with that sentence.
 * @throws Error if the script fails before it listens.
 */
export async function startServerThread(
  script: string,
  workerData: Record<string, unknown>,
): Promise<ServerThread> {
  const worker = new Worker(path.resolve(__dirname, '..', script), {
    workerData,
    // Plain scripts don't need the loaders of this process (tsx, jest), which take time to load.
    execArgv: ['--no-warnings'],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
  });
  const started = await new Promise<StartMessage>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`${script} ended before it listened.`)));
  });
  if ('problem' in started) {
    await worker.terminate();
    throw new LocalStackError(started.problem);
  }
  return {
    ...started,
    stop: async () => {
      await worker.terminate();
    },
  };
}

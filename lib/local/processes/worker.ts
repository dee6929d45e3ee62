import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** A server that runs in a thread of its own, apart from the handlers' modules and variables. */
export interface ServerThread {
  readonly port: number;
  stop(): Promise<void>;
}

/** MiB; enough for thousands of mails or messages, and a bound to the whole. */
const HEAP_LIMIT = 384;

/**
 * Starts a script of `lib/local` in a thread; it must post its port once it listens.
 *
 * @throws Error when the script fails before it listens.
 */
export async function startServerThread(
  script: string,
  workerData: Record<string, unknown>,
): Promise<ServerThread> {
  const worker = new Worker(path.resolve(__dirname, '..', script), {
    workerData,
    // The loaders of this process (tsx, jest) are of no use to plain scripts, and cost time.
    execArgv: ['--no-warnings'],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT },
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`${script} ended before it listened.`)));
  });
  return {
    port,
    stop: async () => {
      await worker.terminate();
    },
  };
}

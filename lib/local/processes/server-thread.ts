import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { LocalStackError } from '../local-stack-error';

/** A server in its own thread, isolated from the handlers' modules and environment variables. */
export interface ServerThread {
  readonly port: number;
  /** A sentence for the person who started it. */
  readonly note?: string | undefined;
  /**
   * Gives the thread some work, and resolves with its answer. Only for a script that answers each message
   * `{ id, request }` with `{ id, answer }` or `{ id, problem }`.
   *
   * @throws Error with the thread's problem.
   */
  ask(request: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** MiB; enough for thousands of emails or messages. */
const MAX_HEAP_MIB = 384;

/** What a script posts: that it listens, or a sentence about a problem that a person has to fix. */
type StartMessage = Pick<ServerThread, 'port' | 'note'> | { readonly problem: string };

/** What a script posts about a request. */
type AnswerMessage = { readonly id: number; readonly answer?: unknown; readonly problem?: string };

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
    ask: asker(worker),
    stop: async () => {
      await worker.terminate();
    },
  };
}

function asker(worker: Worker): ServerThread['ask'] {
  const pending = new Map<number, (message: AnswerMessage) => void>();
  let lastId = 0;
  worker.on('message', (message: AnswerMessage) => {
    pending.get(message.id)?.(message);
    pending.delete(message.id);
  });
  worker.on('exit', () => {
    for (const [id, settle] of pending) settle({ id, problem: 'The thread has ended.' });
    pending.clear();
  });
  return (request) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, ({ answer, problem }) => {
        if (problem === undefined) resolve(answer);
        else reject(new Error(problem));
      });
      worker.postMessage({ id: lastId, request });
    });
}

import { AsyncLocalStorage } from 'node:async_hooks';
import timersPromises from 'node:timers/promises';

/** A simulated process. Its code sees its own clock, timers and random numbers instead of the real ones. */
export interface SimulatedProcess {
  /** Milliseconds since 1970. */
  clock(): number;
  /** Calls back after `ms` of virtual time. The result cancels it. */
  startTimer(callback: () => void, ms: number): () => void;
  random(): number;
  /** Takes a line that the code logs. */
  write(line: string): void;
}

const processes = new AsyncLocalStorage<SimulatedProcess>();

/** The simulated process that runs now; undefined outside the simulation. */
export const currentProcess = (): SimulatedProcess | undefined => processes.getStore();

/** Runs code as this process, with everything that it starts asynchronously. */
export const runAs = <T>(process: SimulatedProcess, work: () => T): T =>
  processes.run(process, work);

/** Runs code outside the simulation, in real time. */
export const runOutside = <T>(work: () => T): T => processes.exit(work);

/** Operations of the thread pool that code of the simulation waits for, such as signing. */
let threadPoolOperations = 0;
export const isThreadPoolBusy = (): boolean => threadPoolOperations > 0;

/** Real timers, for the simulation itself. */
export const realSetImmediate = setImmediate;
const realSetTimeout = setTimeout;
const realClearTimeout = clearTimeout;
const RealDate = Date;
export const realNow = (): number => RealDate.now();

let isInstalled = false;

/** Replaces the clock, timers and random numbers of this process for the code of the simulation. */
export function installVirtualTime(): void {
  if (isInstalled) return;
  isInstalled = true;
  globalThis.Date = virtualDate();
  globalThis.setTimeout = virtualSetTimeout as typeof setTimeout;
  globalThis.clearTimeout = virtualClearTimeout as typeof clearTimeout;
  replaceSleep();
  const realRandom = Math.random;
  Math.random = () => currentProcess()?.random() ?? realRandom();
  countThreadPoolOperations();
  captureConsole();
}

function captureConsole(): void {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const real = console[level].bind(console);
    console[level] = (...parts: unknown[]) => {
      const process = currentProcess();
      if (process) process.write(parts.map(String).join(' '));
      else real(...parts);
    };
  }
}

function virtualDate(): DateConstructor {
  const now = () => currentProcess()?.clock() ?? RealDate.now();
  return new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(
        target,
        given.length === 0 ? [now()] : given,
        newTarget === globalThis.Date ? target : newTarget,
      ),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

class VirtualTimeout {
  constructor(readonly cancel: () => void) {}
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  hasRef() {
    return true;
  }
}

function virtualSetTimeout(callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) {
  const process = currentProcess();
  if (process === undefined) return realSetTimeout(callback, ms, ...given);
  return new VirtualTimeout(process.startTimer(() => callback(...given), ms));
}

function virtualClearTimeout(timeout: unknown): void {
  if (timeout instanceof VirtualTimeout) timeout.cancel();
  else realClearTimeout(timeout as NodeJS.Timeout);
}

/** `setTimeout` of `node:timers/promises`, which bundled code reads from the module at each call. */
function replaceSleep(): void {
  const realSleep = timersPromises.setTimeout;
  const sleep = <T>(ms?: number, value?: T, options?: { signal?: AbortSignal }): Promise<T> => {
    const process = currentProcess();
    if (process === undefined) return realSleep(ms, value as T, options);
    return new Promise((resolve, reject) => {
      const cancel = process.startTimer(() => resolve(value as T), ms ?? 0);
      options?.signal?.addEventListener('abort', () => {
        cancel();
        reject(options.signal?.reason);
      });
    });
  };
  Object.assign(timersPromises, { setTimeout: sleep });
}

function countThreadPoolOperations(): void {
  const subtle = globalThis.crypto.subtle as unknown as Record<
    string,
    (...given: unknown[]) => Promise<unknown>
  >;
  for (const name of ['importKey', 'sign', 'verify', 'digest', 'generateKey', 'exportKey']) {
    const real = subtle[name]?.bind(subtle);
    if (real === undefined) continue;
    Object.defineProperty(subtle, name, {
      configurable: true,
      value: async (...given: unknown[]) => {
        threadPoolOperations += 1;
        try {
          return await real(...given);
        } finally {
          threadPoolOperations -= 1;
        }
      },
    });
  }
}

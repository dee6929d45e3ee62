import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code';
import { LocalStackError } from './local-stack-error';

/** Holds the id of the process that uses the directory. */
const LOCK_FILE = 'briefwire.pid';

/** Only its owner can read a directory that we create: it will hold email addresses. */
const PRIVATE_DIRECTORY = 0o700;

/**
 * Creates the directory unless it exists.
 *
 * @param option the command-line option that names it, e.g. `--mail`.
 * @throws LocalStackError if it can't be created.
 */
export function createDirectory(directory: string, option: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
  } catch (error) {
    const code = errorCode(error);
    const reason = code === 'EEXIST' ? 'is a file' : `can't be created (${code})`;
    throw unusable(directory, option, reason);
  }
}

/**
 * Creates the directory unless it exists, and locks it for this process. The lock of a process
 * that no longer runs is ignored.
 *
 * @returns a function that releases the lock.
 * @throws LocalStackError if another process holds the lock, or the directory can't be used.
 */
export function lockDirectory(directory: string, option: string): () => void {
  createDirectory(directory, option);
  const lock = path.join(directory, LOCK_FILE);
  try {
    const holder = waitForLock(lock);
    if (holder !== undefined) {
      throw new LocalStackError(
        `Another Briefwire (process ${holder}) uses the data in ${directory}. Stop it, or use ` +
          `another folder with ${option}. If process ${holder} isn't Briefwire, delete ${lock}.`,
      );
    }
    rmSync(lock, { force: true });
    // The flag makes this fail if another process has created the lock in the meantime.
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error instanceof LocalStackError) throw error;
    throw unusable(directory, option, `can't be written to (${errorCode(error)})`);
  }
  return () => rmSync(lock, { force: true });
}

/** How long (ms) a process that was killed may take to end. */
const MAX_ENDING_MS = 5_000;
const ENDING_POLL_MS = 50;

/** The process that still holds the lock after one that was just killed would have ended. */
function waitForLock(lock: string): number | undefined {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < MAX_ENDING_MS; waited += ENDING_POLL_MS) {
    if (lockHolder(lock) === undefined) return undefined;
    Atomics.wait(pause, 0, 0, ENDING_POLL_MS);
  }
  return lockHolder(lock);
}

/** The id of the running process that holds the lock, unless it is this one. */
function lockHolder(lock: string): number | undefined {
  if (statSync(lock, { throwIfNoEntry: false }) === undefined) return undefined;
  const pid = Number(readFileSync(lock, 'utf8'));
  const isPid = Number.isInteger(pid) && pid > 0;
  return isPid && pid !== process.pid && isRunning(pid) ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // The process runs, but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

/** Whether the process has ended, and only its parent has not noticed yet. Only Linux tells. */
function isZombie(pid: number): boolean {
  try {
    // The state follows the name, which is in parentheses: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function unusable(directory: string, option: string, reason: string): LocalStackError {
  return new LocalStackError(`${directory} ${reason}. Use another folder with ${option}.`);
}

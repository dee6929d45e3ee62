import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LocalStackError } from './local-stack-error';

/** Holds the id of the process that uses the directory. */
const LOCK_FILE = 'briefwire.pid';

/**
 * Makes the directory unless it is there.
 *
 * @param option what names it on the command line, e.g. `--mail`.
 * @throws LocalStackError with a sentence when it can't be made.
 */
export function makeDirectory(directory: string, option: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const code = codeOf(error);
    throw unusable(directory, option, code === 'EEXIST' ? 'is a file' : `can't be made (${code})`);
  }
}

/**
 * Makes the directory unless it is there, and holds it for this process alone. What a process
 * held that died without giving it back is free.
 *
 * @returns what gives it back.
 * @throws LocalStackError with a sentence when another process holds it, or it can't be used.
 */
export function holdDirectory(directory: string, option: string): () => void {
  makeDirectory(directory, option);
  const lock = path.join(directory, LOCK_FILE);
  try {
    // Without a pause between the look and the taking: nobody else comes between.
    const holder = holderOf(lock);
    if (holder !== undefined) {
      throw new LocalStackError(
        `Another Briefwire (process ${holder}) uses the data in ${directory}. Stop it, or name ` +
          `another folder with ${option}. If that process is no Briefwire, delete ${lock}.`,
      );
    }
    rmSync(lock, { force: true });
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error instanceof LocalStackError) throw error;
    throw unusable(directory, option, `can't be written to (${codeOf(error)})`);
  }
  return () => rmSync(lock, { force: true });
}

/** The process that holds the directory and lives, this one left out. */
function holderOf(lock: string): number | undefined {
  if (statSync(lock, { throwIfNoEntry: false }) === undefined) return undefined;
  const pid = Number(readFileSync(lock, 'utf8'));
  const isPid = Number.isInteger(pid) && pid > 0;
  return isPid && pid !== process.pid && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

function unusable(directory: string, option: string, reason: string): LocalStackError {
  return new LocalStackError(`${directory} ${reason}, and ${option} needs a folder. Name another.`);
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return String(hasCode ? error.code : error);
}

import { readFile } from 'node:fs/promises';
import { errorCode } from './error-code';

/** @returns undefined if the file doesn't exist. */
export async function readFileIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

import { readFile } from 'node:fs/promises';
import type { ReadInput } from '../../lambdas/domain/read-field';

/**
 * Reads a text file, without its byte order mark. A file that isn't UTF-8 is refused, because
 * guessing its encoding would damage names.
 */
export async function readTextFile(file: string): Promise<ReadInput<string>> {
  try {
    return decodeText(await readFile(file));
  } catch (error) {
    return { outcome: 'refused', reason: describeReadError(error) };
  }
}

/**
 * The same for bytes that were already read. The reason is the rest of a sentence about the file,
 * such as `it is not UTF-8 text`.
 */
export function decodeText(bytes: Uint8Array): ReadInput<string> {
  const refused = { outcome: 'refused', reason: 'it is not UTF-8 text; save it as UTF-8' } as const;
  // A NUL is valid UTF-8, but no editor writes it into a text.
  if (bytes.includes(0)) return refused;
  try {
    return { outcome: 'read', value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refused;
  }
}

export function describeReadError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name the files in it';
  if (code === 'EACCES') return 'you have no permission to read it';
  return message?.split('\n')[0] || String(error);
}

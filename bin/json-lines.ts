import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** A line of a file: what it holds, or why it can't be read. */
export type JsonLine =
  | { outcome: 'read'; place: string; value: unknown }
  /** `reason` is a sentence; `place` is `FILE:LINE`, or the file where it can't be opened. */
  | { outcome: 'broken'; place: string; reason: string };

/**
 * Reads a file of one JSON value a line, one at a time, however long the file is. Empty lines are
 * passed over; CRLF, a byte order mark and a missing last newline do no harm.
 */
export async function* readJsonLines(file: string): AsyncGenerator<JsonLine> {
  let number = 0;
  try {
    const input = createReadStream(file, 'utf8');
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      const text = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
      if (text !== '') yield readLine(text, `${file}:${number}`);
    }
  } catch (error) {
    yield { outcome: 'broken', place: file, reason: whyUnreadable(error) };
  }
}

function readLine(text: string, place: string): JsonLine {
  try {
    return { outcome: 'read', place, value: JSON.parse(text) };
  } catch {
    return { outcome: 'broken', place, reason: 'This line is not JSON.' };
  }
}

function whyUnreadable(error: unknown): string {
  const code = typeof error === 'object' && error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'This is a folder, not a file.';
  if (code === 'EACCES') return 'This file may not be read.';
  return 'This file could not be read.';
}

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { describeReadError } from './read-text-file';

/** A line of a file: its value, or why it can't be read. */
export type JsonLine =
  | { outcome: 'read'; place: string; value: unknown }
  /** `reason` is a sentence; `place` is `FILE:LINE`, or the file where it can't be opened. */
  | { outcome: 'broken'; place: string; reason: string };

/**
 * Reads a file with one JSON value per line, line by line, so that a file may be of any length. Skips
 * empty lines. Accepts CRLF, a byte order mark, and a missing newline at the end.
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
    yield { outcome: 'broken', place: file, reason: describeFailure(error) };
  }
}

function readLine(text: string, place: string): JsonLine {
  try {
    return { outcome: 'read', place, value: JSON.parse(text) };
  } catch {
    return { outcome: 'broken', place, reason: 'This line is not JSON.' };
  }
}

function describeFailure(error: unknown): string {
  const reason = describeReadError(error);
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

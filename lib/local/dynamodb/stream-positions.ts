import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { LocalStackError } from '../local-stack-error';
import { readFileIfExists } from '../read-file-if-exists';

const positionsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** How far each stream was read: by function and table, then by shard. */
type StreamPositions = z.output<typeof positionsSchema>;

/**
 * Stores how far the streams were read, so that the next start continues there. Without a directory
 * nothing is stored.
 *
 * A position is written after the messages that its batch led to are in the queues. A start after a
 * crash may read some records again, but skips none.
 */
export class StreamPositionStore {
  private readonly file: string | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(directory: string | undefined) {
    this.file = directory && path.join(directory, 'stream-positions.json');
  }

  /** @throws LocalStackError naming the file if it can't be read. */
  async read(): Promise<StreamPositions> {
    if (this.file === undefined) return {};
    const text = await readFileIfExists(this.file);
    return text === undefined ? {} : parsePositions(text, this.file);
  }

  /** Writes run one after another, and each replaces the whole file at once. */
  write(positions: StreamPositions): Promise<void> {
    const { file } = this;
    if (file === undefined) return Promise.resolve();
    const text = JSON.stringify(positions);
    this.writing = this.writing
      // The caller of the previous write has its error.
      .catch(() => {})
      .then(async () => {
        await writeFile(`${file}.new`, text);
        await rename(`${file}.new`, file);
      });
    return this.writing;
  }
}

function parsePositions(text: string, file: string): StreamPositions {
  try {
    return positionsSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new LocalStackError(
      `${file} is damaged: it doesn't contain the positions of the table streams. Delete it: ` +
        'the changes of the last day are then processed again, and nobody gets an email twice.',
      { cause: error },
    );
  }
}

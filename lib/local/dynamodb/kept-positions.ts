import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const positionsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** How far each stream was read: by function and table, then by shard. */
type StreamPositions = z.output<typeof positionsSchema>;

/**
 * How far the streams were read, for the next start; kept in memory alone without a directory.
 * It is written after what a batch led to is in the queues, which keep it: a start after a crash
 * reads some records again, and misses none.
 */
export class KeptPositions {
  private readonly file: string | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(directory: string | undefined) {
    this.file = directory && path.join(directory, 'stream-positions.json');
  }

  async read(): Promise<StreamPositions> {
    if (this.file === undefined) return {};
    const text = await readFile(this.file, 'utf8').catch(() => '{}');
    return positionsSchema.parse(JSON.parse(text));
  }

  /** One after the other: the file is whole at any time, and the last writer wins. */
  write(positions: StreamPositions): Promise<void> {
    const { file } = this;
    if (file === undefined) return Promise.resolve();
    const text = JSON.stringify(positions);
    this.writing = this.writing
      // Whoever began the write before was told of its failure.
      .catch(() => {})
      .then(async () => {
        await writeFile(`${file}.new`, text);
        await rename(`${file}.new`, file);
      });
    return this.writing;
  }
}

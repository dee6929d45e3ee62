import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const positionsSchema = z.record(z.string(), z.record(z.string(), z.string()));
const messagesSchema = z.record(z.string(), z.array(z.string()));

/** How far each stream was read: by function and table, then by shard. */
export type StreamPositions = z.output<typeof positionsSchema>;
/** What lay in the queues, by queue. */
export type QueuedMessages = z.output<typeof messagesSchema>;

/** What must outlive a restart besides the tables; kept in memory alone without a directory. */
export class StoredState {
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly directory: string | undefined) {}

  readPositions(): Promise<StreamPositions> {
    return this.read('stream-positions.json', positionsSchema);
  }

  writePositions(positions: StreamPositions): Promise<void> {
    return this.write('stream-positions.json', positions);
  }

  readMessages(): Promise<QueuedMessages> {
    return this.read('queues.json', messagesSchema);
  }

  writeMessages(messages: QueuedMessages): Promise<void> {
    return this.write('queues.json', messages);
  }

  get isKept(): boolean {
    return this.directory !== undefined;
  }

  private async read<T extends object>(
    name: string,
    schema: z.ZodType<T>,
  ): Promise<T | Record<string, never>> {
    if (this.directory === undefined) return {};
    const text = await readFile(path.join(this.directory, name), 'utf8').catch(() => '{}');
    return schema.parse(JSON.parse(text));
  }

  /** One after the other: a file is whole at any time, and the last writer wins. */
  private write(name: string, value: unknown): Promise<void> {
    const { directory } = this;
    if (directory === undefined) return Promise.resolve();
    const text = JSON.stringify(value);
    this.writing = this.writing.then(async () => {
      await mkdir(directory, { recursive: true });
      const file = path.join(directory, name);
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    });
    return this.writing;
  }
}

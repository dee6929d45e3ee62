import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code';
import type { MailboxDefinition } from '../template/mailboxes';

/** Only the owner can read them: they are what people wrote. */
const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

const DAY_MS = 24 * 3600_000;

/** The names of buckets and emails are ours. Others, such as `..`, are names of nothing. */
const NAME = /^[a-z0-9]+$/;

/** The buckets in which received emails are, in a folder or in memory. */
export class EmailStore {
  private readonly inMemory = new Map<string, Buffer>();

  /** @param directory undefined to hold them in memory. */
  private constructor(private readonly directory: string | undefined) {}

  /** Deletes the emails that have expired, and files that a crash has left incomplete. */
  static async in(
    dataDirectory: string | undefined,
    mailboxes: readonly MailboxDefinition[],
    nowMs = Date.now(),
  ): Promise<EmailStore> {
    if (dataDirectory === undefined) return new EmailStore(undefined);
    const directory = path.join(dataDirectory, 'received-emails');
    for (const { bucket, retentionDays } of mailboxes) {
      const folder = path.join(directory, bucket);
      await mkdir(folder, { recursive: true, mode: PRIVATE_DIRECTORY });
      for (const name of await readdir(folder)) {
        const file = path.join(folder, name);
        const hasExpired = (await stat(file)).mtimeMs < nowMs - retentionDays * DAY_MS;
        if (hasExpired || name.endsWith('.new')) await rm(file);
      }
    }
    return new EmailStore(directory);
  }

  async put(bucket: string, key: string, raw: Buffer): Promise<void> {
    if (this.directory === undefined) {
      this.inMemory.set(`${bucket}/${key}`, raw);
      return;
    }
    const file = path.join(this.directory, bucket, key);
    await writeFile(`${file}.new`, raw, { mode: PRIVATE_FILE });
    // Renaming is atomic: there is the whole email or none.
    await rename(`${file}.new`, file);
  }

  async get(bucket: string, key: string): Promise<Buffer | undefined> {
    if (this.directory === undefined) return this.inMemory.get(`${bucket}/${key}`);
    if (!NAME.test(bucket) || !NAME.test(key)) return undefined;
    try {
      return await readFile(path.join(this.directory, bucket, key));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
}

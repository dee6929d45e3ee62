import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const pendingSchema = z.object({
  messageId: z.string(),
  /** ISO 8601. */
  acceptedAt: z.string(),
  /** The call of SES, as a form. */
  form: z.string(),
  /** The name of the email's file in the directory of `--mail`. */
  fileName: z.string().optional(),
  /** Whether it goes to an address on the suppression list. */
  isSuppressed: z.boolean().default(false),
});

/** An email that SES accepted, whose events are not in a queue yet. */
export type PendingEmail = z.output<typeof pendingSchema>;

/** Only the owner can read them: they contain addresses and the tokens of links. */
const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

/**
 * Stores each email between its acceptance and its events, one file each. The file is complete before
 * anyone sees the email. So what `kill -9` interrupts is finished at the next start: an email that
 * was shown always has its events, and is not sent again.
 */
export class PendingEmails {
  /** @param directory undefined to store nothing. */
  private constructor(private readonly directory: string | undefined) {}

  static async in(dataDirectory: string | undefined): Promise<PendingEmails> {
    if (dataDirectory === undefined) return new PendingEmails(undefined);
    const directory = path.join(dataDirectory, 'pending-emails');
    await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
    return new PendingEmails(directory);
  }

  async add(email: PendingEmail): Promise<void> {
    if (this.directory === undefined) return;
    const file = this.fileOf(this.directory, email.messageId);
    await writeFile(`${file}.new`, JSON.stringify(email), { mode: PRIVATE_FILE });
    // Renaming is atomic: there is the whole file or none.
    await rename(`${file}.new`, file);
  }

  async remove(messageId: string): Promise<void> {
    if (this.directory !== undefined) await rm(this.fileOf(this.directory, messageId));
  }

  /** The emails that were pending when the last run ended, oldest first. */
  async all(): Promise<PendingEmail[]> {
    const { directory } = this;
    if (directory === undefined) return [];
    const emails: PendingEmail[] = [];
    for (const name of await readdir(directory)) {
      const file = path.join(directory, name);
      // Incomplete: the email was not accepted.
      if (name.endsWith('.new')) await rm(file);
      else emails.push(pendingSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
    }
    return emails.sort((one, other) => (one.acceptedAt < other.acceptedAt ? -1 : 1));
  }

  private fileOf(directory: string, messageId: string): string {
    return path.join(directory, `${messageId}.json`);
  }
}

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const LONGEST_NAME = 100;

/** Leaves each mail in a directory as `0001-<to>-<subject>.eml`, in the order they were sent. */
export class MailFiles {
  private constructor(
    private readonly directory: string,
    private last: number,
  ) {}

  /** Goes on counting after the mails that are there already. */
  static async in(directory: string): Promise<MailFiles> {
    await mkdir(directory, { recursive: true });
    const numbers = (await readdir(directory)).map((name) => Number(/^\d+(?=-)/.exec(name)?.[0]));
    return new MailFiles(directory, Math.max(0, ...numbers.filter(Number.isFinite)));
  }

  /** @returns the file's path without its ending. */
  async write(mail: { to: string[]; subject: string; raw: Buffer }): Promise<string> {
    this.last += 1;
    const number = String(this.last).padStart(4, '0');
    const name = `${number}-${plain(mail.to.join(' '))}-${plain(mail.subject)}`;
    const file = path.join(this.directory, name.slice(0, LONGEST_NAME).replace(/-+$/, ''));
    await writeFile(`${file}.eml`, mail.raw);
    return file;
  }
}

/** Only what every file system takes and a person can type. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}@.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

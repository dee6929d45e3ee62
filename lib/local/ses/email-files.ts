import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const MAX_NAME_LENGTH = 100;

/** Writes emails to a directory as `0001-<to>-<subject>.eml`, in the order they were sent. */
export class EmailFiles {
  private constructor(
    private readonly directory: string,
    private lastNumber: number,
  ) {}

  /** Continues counting after the emails that are in the directory already. */
  static async in(directory: string): Promise<EmailFiles> {
    await mkdir(directory, { recursive: true });
    const numbers = (await readdir(directory)).map((name) => Number(/^\d+(?=-)/.exec(name)?.[0]));
    return new EmailFiles(directory, Math.max(0, ...numbers.filter(Number.isFinite)));
  }

  /** @returns the file's path without its extension. */
  async write(email: { to: string[]; subject: string; raw: Buffer }): Promise<string> {
    this.lastNumber += 1;
    const number = String(this.lastNumber).padStart(4, '0');
    const name = `${number}-${toFileName(email.to.join(' '))}-${toFileName(email.subject)}`;
    const file = path.join(this.directory, name.slice(0, MAX_NAME_LENGTH).replace(/-+$/, ''));
    await writeFile(`${file}.eml`, email.raw);
    return file;
  }
}

/** Keeps only characters that every file system allows and a person can type. */
function toFileName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}@.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

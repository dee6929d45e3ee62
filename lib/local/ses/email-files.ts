import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
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
    const numbers = (await readdir(directory)).map(numberOf);
    return new EmailFiles(directory, Math.max(0, ...numbers));
  }

  /** @returns the name of the email's file, with the next number. */
  reserve(email: { to: string[]; subject: string }): string {
    this.lastNumber += 1;
    const number = String(this.lastNumber).padStart(4, '0');
    const name = `${number}-${toFileName(email.to.join(' '))}-${toFileName(email.subject)}`;
    return `${name.slice(0, MAX_NAME_LENGTH).replace(/-+$/, '')}.eml`;
  }

  /** Writes the whole file or nothing, even if the process is killed. Replaces a file of that name. */
  async write(name: string, raw: Buffer): Promise<void> {
    this.lastNumber = Math.max(this.lastNumber, numberOf(name));
    const file = path.join(this.directory, name);
    await writeFile(`${file}.new`, raw);
    await rename(`${file}.new`, file);
  }
}

function numberOf(name: string): number {
  const number = Number(/^\d+(?=-)/.exec(name)?.[0]);
  return Number.isFinite(number) ? number : 0;
}

/** Keeps only characters that every file system allows and a person can type. */
function toFileName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}@.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

import { randomBytes } from 'node:crypto';
import { chmod, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LocalStackError } from '../local-stack-error';
import { readFileIfExists } from '../read-file-if-exists';

const KEY_FILE = 'dynamodb-access-key';
/** Only its owner can read the key. */
const PRIVATE_FILE = 0o600;

/** DynamoDB Local accepts letters and digits only. */
const KEY = /^[A-Za-z0-9]{16,}$/;

/**
 * Creates the random access key id that DynamoDB Local keeps the data under. It shows the data to
 * nobody who doesn't know the key.
 */
export function createAccessKeyId(): string {
  return `local${randomBytes(16).toString('hex')}`;
}

/**
 * Reads the access key id of a data directory, or creates it there.
 *
 * @throws LocalStackError if the key file is damaged, because the data can't be found without it.
 */
export async function loadAccessKeyId(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, KEY_FILE);
  const text = await readFileIfExists(file);
  if (text === undefined) {
    const key = createAccessKeyId();
    // Renamed into place, so that a crash never leaves half a key.
    await writeFile(`${file}.new`, `${key}\n`, { mode: PRIVATE_FILE });
    await rename(`${file}.new`, file);
    return key;
  }
  const key = text.trim();
  if (!KEY.test(key)) {
    throw new LocalStackError(
      `${file} doesn't contain an access key, so the data in ${dataDirectory} can't be found. ` +
        'Its .db file is named <access key>_us-east-1.db: write that access key to the file.',
    );
  }
  await chmod(file, PRIVATE_FILE);
  return key;
}

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { chmod, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LocalStackError } from '../local-stack-error';
import { readFileIfExists } from '../read-file-if-exists';
import { REGION } from '../template/references';

/** Nobody but the owner can look into the directory: the database's name contains the access key. */
const PRIVATE_DIRECTORY = 0o700;
const PRIVATE_FILE = 0o600;

/** DynamoDB Local accepts letters and digits only. */
const ACCESS_KEY = /^[A-Za-z0-9]{16,}$/;

/** The database of versions of Briefwire that used `-sharedDb`, in the data directory itself. */
const SHARED_DATABASE = 'shared-local-instance.db';

export interface DatabaseFiles {
  /** The directory for DynamoDB Local. */
  readonly directory: string;
  /** The access key id that DynamoDB Local keeps the data under. */
  readonly accessKeyId: string;
}

/**
 * Creates a random access key id. DynamoDB Local shows data only to clients that know the access
 * key it was written with.
 */
export function createAccessKeyId(): string {
  return `local${randomBytes(16).toString('hex')}`;
}

/**
 * Prepares the database's directory in a data directory: creates it and its access key unless they
 * exist, and moves the database of an earlier version there.
 *
 * @throws LocalStackError if the access key is damaged, or there are two databases.
 */
export async function prepareDatabaseFiles(dataDirectory: string): Promise<DatabaseFiles> {
  const directory = path.join(dataDirectory, 'dynamodb');
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, PRIVATE_DIRECTORY);
  const accessKeyId = await loadAccessKeyId(directory);
  moveSharedDatabase(dataDirectory, directory, `${accessKeyId}_${REGION}.db`);
  return { directory, accessKeyId };
}

async function loadAccessKeyId(directory: string): Promise<string> {
  const file = path.join(directory, 'access-key');
  const text = await readFileIfExists(file);
  if (text === undefined) {
    const key = createAccessKeyId();
    // Renamed into place, so that a crash never leaves half a key.
    await writeFile(`${file}.new`, `${key}\n`, { mode: PRIVATE_FILE });
    await rename(`${file}.new`, file);
    return key;
  }
  const key = text.trim();
  if (!ACCESS_KEY.test(key)) {
    throw new LocalStackError(
      `${file} doesn't contain an access key, so the database can't be found. The database is ` +
        `beside it, in a file named <access key>_${REGION}.db: write that access key to ${file}.`,
    );
  }
  await chmod(file, PRIVATE_FILE);
  return key;
}

function moveSharedDatabase(from: string, to: string, name: string): void {
  const files = readdirSync(from).filter((file) => file.startsWith(SHARED_DATABASE));
  if (!files.includes(SHARED_DATABASE)) return;
  if (readdirSync(to).includes(name)) {
    throw new LocalStackError(
      `There are two databases, ${path.join(from, SHARED_DATABASE)} and ${path.join(to, name)}. ` +
        'Move the one that you no longer need to another folder.',
    );
  }
  // After a crash SQLite needs the files next to the database, such as its -journal. They go first,
  // so that a crash between the moves doesn't separate them.
  for (const file of files.sort().reverse()) {
    renameSync(path.join(from, file), path.join(to, file.replace(SHARED_DATABASE, name)));
  }
}

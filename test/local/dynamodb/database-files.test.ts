import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createAccessKeyId,
  prepareDatabaseFiles,
} from '../../../lib/local/dynamodb/database-files';

let data: string;
let directory: string;
let keyFile: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'data-'));
  directory = path.join(data, 'dynamodb');
  keyFile = path.join(directory, 'access-key');
});
afterEach(() => rm(data, { recursive: true }));

async function modeOf(file: string): Promise<number> {
  return (await stat(file)).mode & 0o777;
}

describe('the access key of a data folder', () => {
  it('stays the same, in a file and a folder that only the owner can read', async () => {
    const { accessKeyId } = await prepareDatabaseFiles(data);
    expect(await prepareDatabaseFiles(data)).toEqual({ directory, accessKeyId });
    expect(await readdir(directory)).toEqual(['access-key']);
    expect(await modeOf(keyFile)).toBe(0o600);
    expect(await modeOf(directory)).toBe(0o700);
  });

  it('is made private again if others could read it', async () => {
    await mkdir(directory, { mode: 0o755 });
    await writeFile(keyFile, createAccessKeyId(), { mode: 0o644 });
    await prepareDatabaseFiles(data);
    expect(await modeOf(keyFile)).toBe(0o600);
    expect(await modeOf(directory)).toBe(0o700);
  });

  it('is random, of letters and digits', () => {
    expect(createAccessKeyId()).toMatch(/^local[0-9a-f]{32}$/);
    expect(createAccessKeyId()).not.toBe(createAccessKeyId());
  });

  it.each(['', 'null\n', 'a key with spaces'])('is refused by file if it is %j', async (text) => {
    await mkdir(directory);
    await writeFile(keyFile, text);
    await expect(prepareDatabaseFiles(data)).rejects.toThrow(
      expect.objectContaining({
        name: 'LocalStackError',
        message: `${keyFile} doesn't contain an access key, so the database can't be found. The database is beside it, in a file named <access key>_us-east-1.db: write that access key to ${keyFile}.`,
      }),
    );
  });
});

describe('the shared database of an earlier version', () => {
  const shared = 'shared-local-instance.db';

  it('is moved with the files that belong to it', async () => {
    for (const file of [shared, `${shared}-journal`]) await writeFile(path.join(data, file), file);
    const { accessKeyId } = await prepareDatabaseFiles(data);
    const database = `${accessKeyId}_us-east-1.db`;
    expect((await readdir(directory)).sort()).toEqual(
      ['access-key', database, `${database}-journal`].sort(),
    );
    expect(await readdir(data)).toEqual(['dynamodb']);
    expect(await readFile(path.join(directory, database), 'utf8')).toBe(shared);
  });

  it('is refused if there is a newer database too', async () => {
    const { accessKeyId } = await prepareDatabaseFiles(data);
    const database = path.join(directory, `${accessKeyId}_us-east-1.db`);
    await writeFile(database, '');
    await writeFile(path.join(data, shared), '');
    await expect(prepareDatabaseFiles(data)).rejects.toThrow(
      `There are two databases, ${path.join(data, shared)} and ${database}. Move the one that you no longer need to another folder.`,
    );
  });
});

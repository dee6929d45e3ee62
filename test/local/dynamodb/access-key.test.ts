import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccessKeyId, loadAccessKeyId } from '../../../lib/local/dynamodb/access-key';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'access-key-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('the access key of a data directory', () => {
  it('stays the same, in a file that only its owner can read', async () => {
    const key = await loadAccessKeyId(directory);
    expect(await loadAccessKeyId(directory)).toBe(key);
    expect(await readdir(directory)).toEqual(['dynamodb-access-key']);
    const { mode } = await stat(path.join(directory, 'dynamodb-access-key'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is made private again if the file became readable', async () => {
    const file = path.join(directory, 'dynamodb-access-key');
    await writeFile(file, createAccessKeyId(), { mode: 0o644 });
    await loadAccessKeyId(directory);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is random, of letters and digits', () => {
    expect(createAccessKeyId()).toMatch(/^local[0-9a-f]{32}$/);
    expect(createAccessKeyId()).not.toBe(createAccessKeyId());
  });

  it.each(['', 'null\n', 'a key with spaces'])('is refused by file if it is %j', async (text) => {
    const file = path.join(directory, 'dynamodb-access-key');
    await writeFile(file, text);
    await expect(loadAccessKeyId(directory)).rejects.toThrow(
      `${file} doesn't contain an access key, so the data in ${directory} can't be found.`,
    );
  });
});

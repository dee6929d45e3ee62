import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StreamPositionStore } from '../../../lib/local/dynamodb/stream-positions';

const positions = { 'match of Briefings': { shard1: '17', shard2: 'finished' } };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'positions-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('the positions of streams', () => {
  it('are the last ones written', async () => {
    const store = new StreamPositionStore(directory);
    const writing = store.write({});
    await store.write(positions);
    await writing;
    expect(await new StreamPositionStore(directory).read()).toEqual(positions);
    expect(await readdir(directory)).toEqual(['stream-positions.json']);
  });

  it('are empty at the first start, and without a directory', async () => {
    expect(await new StreamPositionStore(directory).read()).toEqual({});
    const inMemory = new StreamPositionStore(undefined);
    await inMemory.write(positions);
    expect(await inMemory.read()).toEqual({});
  });

  it.each(['', 'null', '{"match of Briefings":', '{"match of Briefings":7}'])(
    'are refused by file if it contains %j',
    async (text) => {
      const file = path.join(directory, 'stream-positions.json');
      await writeFile(file, text);
      await expect(new StreamPositionStore(directory).read()).rejects.toThrow(
        expect.objectContaining({
          name: 'LocalStackError',
          message: `${file} is damaged: it doesn't contain the positions of the table streams. Delete it: the changes of the last day are then processed again, and nobody gets an email twice.`,
        }),
      );
    },
  );
});

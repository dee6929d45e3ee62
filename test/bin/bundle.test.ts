import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeFolder, type TestFolder } from '../support/folder';

const ROOT = path.resolve(__dirname, '../..');
const runFile = promisify(execFile);

/** A checkout with the real entry and bundler, and a small command line instead of ours. */
describe('the bundle of the command line', () => {
  let folder: TestFolder;
  beforeEach(async () => {
    folder = await makeFolder();
    for (const file of ['bin/briefwire-cli.mjs', 'bin/cli/bundle.mjs']) {
      await cp(path.join(ROOT, file), path.join(folder.path, file));
    }
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder.path, 'node_modules'));
    await mkdir(path.join(folder.path, 'bin/cli/commands'));
    await write('bin/cli/main.ts', MAIN);
    await write('bin/cli/word.ts', "export const word: string = 'old';");
    await write('bin/cli/commands/publish.ts', 'export {};');
  });
  afterEach(() => folder.remove());

  const inFolder = (file: string) => path.join(folder.path, file);
  const write = (file: string, text: string) => writeFile(inFolder(file), text);
  const run = async (entry = inFolder('bin/briefwire-cli.mjs')) => {
    const { stdout } = await runFile(process.execPath, [entry], { cwd: '/' });
    return stdout;
  };
  const builds = async () =>
    (await readdir(inFolder('build/cli'))).filter((name) => name.startsWith('bundle-'));

  it('is built by the first command, and used by the next', async () => {
    expect(await run()).toBe('old publish\n');
    expect(await run()).toBe('old publish\n');
    expect(await builds()).toHaveLength(1);
  });

  it('is built when the project is installed', async () => {
    await runFile(process.execPath, ['bin/cli/bundle.mjs'], { cwd: folder.path });
    expect(await builds()).toHaveLength(1);
    expect(await run()).toBe('old publish\n');
    expect(await builds()).toHaveLength(1);
  });

  it('is built again after a source file changes', async () => {
    await run();
    await write('bin/cli/word.ts', "export const word: string = 'new';");
    expect(await run()).toBe('new publish\n');
  });

  it('is built again after a source file is replaced by an older one', async () => {
    await run();
    await write('bin/cli/word.ts', "export const word: string = 'new';");
    await utimes(inFolder('bin/cli/word.ts'), new Date(0), new Date(0));
    expect(await run()).toBe('new publish\n');
  });

  it('is built again after a command is added or removed', async () => {
    await run();
    await write('bin/cli/commands/forget.ts', 'export {};');
    expect(await run()).toBe('old forget publish\n');
    await rm(inFolder('bin/cli/commands/publish.ts'));
    expect(await run()).toBe('old forget\n');
  });

  it('is built again after the packages change', async () => {
    await write('package-lock.json', '{}');
    await run();
    await write('package-lock.json', '{ "changed": true }');
    await run();
    expect(await builds()).toHaveLength(2);
  });

  it('is built again when its files are gone', async () => {
    await run();
    await Promise.all(
      (await builds()).map((name) => rm(inFolder(`build/cli/${name}`), { recursive: true })),
    );
    expect(await run()).toBe('old publish\n');
  });

  it('works when several first commands run at the same time', async () => {
    const outputs = await Promise.all([run(), run(), run()]);
    expect(outputs).toEqual(Array(3).fill('old publish\n'));
    expect(await run()).toBe('old publish\n');
  });

  it('works through a link from another folder', async () => {
    const elsewhere = await makeFolder();
    const link = path.join(elsewhere.path, 'briefwire');
    await symlink(inFolder('bin/briefwire-cli.mjs'), link);
    expect(await run(link)).toBe('old publish\n');
    await elsewhere.remove();
  });

  it('works when the checkout can’t be written to', async () => {
    // A file in the place of the folder: root may write anywhere.
    await write('build', '');
    expect(await run()).toBe('old publish\n');
  });

  it('says in one line what is wrong with a source file', async () => {
    await write('bin/cli/word.ts', 'export const word = ;');
    const failed = await run().catch((error) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain("The command line can't be built.");
    expect(failed.stderr).toContain('bin/cli/word.ts:1:20');
  });
});

const MAIN = `
import { readdirSync } from 'node:fs';
import { word } from './word';

export async function main(folder: string): Promise<void> {
  const commands = readdirSync(folder).map((name) => name.replace('.mjs', ''));
  console.log([word, ...commands].join(' '));
}
`;

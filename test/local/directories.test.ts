import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { holdDirectory, makeDirectory } from '../../lib/local/directories';
import { startLocalStack } from '../../lib/local/local-stack';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { fixture } from './fixture/service';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'directories-'));
  file = path.join(directory, 'a-file');
  writeFileSync(file, 'kept');
});
afterEach(() => rmSync(directory, { recursive: true }));

function heldBy(pid: number): void {
  writeFileSync(path.join(directory, 'briefwire.pid'), String(pid));
}

describe('a folder for mails', () => {
  it('is made with those above it, and may be there already', () => {
    const folder = path.join(directory, 'above/below');
    makeDirectory(folder, '--mail');
    makeDirectory(folder, '--mail');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused in a sentence when it is a file', () => {
    expect(() => makeDirectory(file, '--mail')).toThrow(
      `${file} is a file, and --mail needs a folder. Name another.`,
    );
  });

  it('is refused in a sentence when it would lie in a file', () => {
    expect(() => makeDirectory(`${file}/below`, '--mail')).toThrow(
      `${file}/below can't be made (ENOTDIR), and --mail needs a folder. Name another.`,
    );
  });
});

describe('a folder for data', () => {
  it('is refused while another process uses it, which is named', () => {
    heldBy(process.ppid);
    expect(() => holdDirectory(directory, '--data')).toThrow(
      `Another Briefwire (process ${process.ppid}) uses the data in ${directory}. Stop it, or name another folder with --data.`,
    );
  });

  it('is free again once it is given back', () => {
    const giveBack = holdDirectory(directory, '--data');
    expect(readdirSync(directory)).toContain('briefwire.pid');
    giveBack();
    expect(readdirSync(directory)).not.toContain('briefwire.pid');
  });

  it('is taken over from a process that died', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    heldBy(dead.pid ?? 0);
    holdDirectory(directory, '--data')();
  });

  it.each(['', 'nonsense', '-1'])('is taken over from who left "%s" there', (text) => {
    writeFileSync(path.join(directory, 'briefwire.pid'), text);
    holdDirectory(directory, '--data')();
  });
});

describe('a stack', () => {
  const options = { service: fixture, dynamoDbEndpoint: dynamoDbLocal() };

  it('refuses data that another one uses', async () => {
    heldBy(process.ppid);
    await expect(startLocalStack({ ...options, dataDirectory: directory })).rejects.toThrow(
      'Another Briefwire',
    );
  });

  it('refuses to leave mails in a file', async () => {
    await expect(startLocalStack({ ...options, mailDirectory: file })).rejects.toThrow(
      'is a file, and --mail needs a folder',
    );
  });

  it('holds its data while it runs', async () => {
    const stack = await startLocalStack({ ...options, dataDirectory: directory });
    expect(readdirSync(directory)).toContain('briefwire.pid');
    await stack.stop();
    expect(readdirSync(directory)).not.toContain('briefwire.pid');
  });
});

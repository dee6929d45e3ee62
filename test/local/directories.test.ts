import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDirectory, lockDirectory } from '../../lib/local/directories';
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

function lockedBy(pid: number): void {
  writeFileSync(path.join(directory, 'briefwire.pid'), String(pid));
}

describe('a folder for emails', () => {
  it('is created with its parents, and may exist already', () => {
    const folder = path.join(directory, 'above/below');
    createDirectory(folder, '--mail');
    createDirectory(folder, '--mail');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused with a sentence if it is a file', () => {
    expect(() => createDirectory(file, '--mail')).toThrow(
      `${file} is a file. Use another folder with --mail.`,
    );
  });

  it('is refused with a sentence if it would be inside a file', () => {
    expect(() => createDirectory(`${file}/below`, '--mail')).toThrow(
      `${file}/below can't be created (ENOTDIR). Use another folder with --mail.`,
    );
  });
});

describe('a folder for data', () => {
  it('is created for its owner only', () => {
    const folder = path.join(directory, 'data');
    lockDirectory(folder, '--data')();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is refused while another process uses it, and the process is named', () => {
    lockedBy(process.ppid);
    expect(() => lockDirectory(directory, '--data')).toThrow(
      `Another Briefwire (process ${process.ppid}) uses the data in ${directory}. Stop it, or use another folder with --data.`,
    );
  });

  it('can be used again when its lock is released', () => {
    const release = lockDirectory(directory, '--data');
    expect(readdirSync(directory)).toContain('briefwire.pid');
    release();
    expect(readdirSync(directory)).not.toContain('briefwire.pid');
  });

  it('is waited for if the process that locked it was killed and is just ending', () => {
    const ending = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 400)']);
    lockedBy(ending.pid ?? 0);
    lockDirectory(directory, '--data')();
  });

  it('can be used if the process that locked it has died', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    lockedBy(dead.pid ?? 0);
    lockDirectory(directory, '--data')();
  });

  it.each(['', 'nonsense', '-1'])('can be used if its lock file contains "%s"', (text) => {
    writeFileSync(path.join(directory, 'briefwire.pid'), text);
    lockDirectory(directory, '--data')();
  });
});

describe('a stack', () => {
  const options = { service: fixture, dynamoDbEndpoint: dynamoDbLocal() };

  it('refuses a data folder that another one uses', async () => {
    lockedBy(process.ppid);
    await expect(startLocalStack({ ...options, dataDirectory: directory })).rejects.toThrow(
      'Another Briefwire',
    );
  });

  it('refuses a folder for emails that is a file', async () => {
    await expect(startLocalStack({ ...options, mailDirectory: file })).rejects.toThrow(
      'is a file. Use another folder with --mail.',
    );
  });

  it('locks its data folder while it runs', async () => {
    const stack = await startLocalStack({ ...options, dataDirectory: directory });
    expect(readdirSync(directory)).toContain('briefwire.pid');
    await stack.stop();
    expect(readdirSync(directory)).not.toContain('briefwire.pid');
  });
});

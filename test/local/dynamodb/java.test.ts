import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureJava, javaProgram } from '../../../lib/local/dynamodb/java';

/** Creates a directory with a program called java that prints this version. */
function javaThatPrints(version: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'java-'));
  const program = path.join(directory, 'java');
  writeFileSync(program, `#!/bin/sh\necho 'openjdk version "${version}" 2025-04-15' >&2\n`);
  chmodSync(program, 0o755);
  directories.push(directory);
  return directory;
}

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe('checking for Java', () => {
  it('says what to install if there is none', async () => {
    await expect(ensureJava({ PATH: '' })).rejects.toThrow(
      /^DynamoDB Local needs Java, which isn't installed\. Install Java 17 or newer \(.*\)\.$/,
    );
  });

  it.each([
    ['11.0.2', 'Java 11'],
    ['1.8.0_292', 'Java 8'],
  ])('says what to install if it is %s', async (version, name) => {
    await expect(ensureJava({ PATH: javaThatPrints(version) })).rejects.toThrow(
      `DynamoDB Local needs Java 17, but this is ${name}. Install Java 17 or newer`,
    );
  });

  it.each(['17.0.15', '21', '25-ea'])('accepts Java %s', async (version) => {
    await expect(ensureJava({ PATH: javaThatPrints(version) })).resolves.toBeUndefined();
  });

  it('prefers the one in JAVA_HOME to the first on the PATH', () => {
    expect(javaProgram({ JAVA_HOME: '/opt/java' })).toBe('/opt/java/bin/java');
    expect(javaProgram({})).toBe('java');
  });
});

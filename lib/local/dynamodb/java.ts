import { execFile } from 'node:child_process';
import path from 'node:path';
import { LocalStackError } from '../local-stack-error';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.DownloadingAndRunning.html */
const MIN_JAVA_VERSION = 17;

const INSTALL =
  'Install Java 17 or newer (Debian and Ubuntu: apt install openjdk-17-jre-headless; ' +
  'macOS: brew install openjdk@17; elsewhere: https://adoptium.net).';

/** The Java program to use: the one in JAVA_HOME, or the first on the PATH. */
export function javaProgram(environment: NodeJS.ProcessEnv): string {
  const home = environment.JAVA_HOME;
  return home ? path.join(home, 'bin', 'java') : 'java';
}

/** @throws LocalStackError that says what to install if Java is missing or too old. */
export async function ensureJava(environment: NodeJS.ProcessEnv): Promise<void> {
  const output = await versionOutput(javaProgram(environment), environment);
  if (output === undefined) {
    throw new LocalStackError(`DynamoDB Local needs Java, which isn't installed. ${INSTALL}`);
  }
  const version = majorVersion(output);
  if (version < MIN_JAVA_VERSION) {
    throw new LocalStackError(
      `DynamoDB Local needs Java ${MIN_JAVA_VERSION}, but this is Java ${version}. ${INSTALL}`,
    );
  }
}

/** Reads `openjdk version "17.0.15" 2025-04-15`. Java 8 and older call themselves 1.8 and so on. */
function majorVersion(output: string): number {
  const [, first = '0', second = '0'] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  return Number(first === '1' ? second : first);
}

function versionOutput(java: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(java, ['-version'], { env }, (error, stdout, stderr) => {
      resolve(error ? undefined : stdout + stderr);
    });
  });
}

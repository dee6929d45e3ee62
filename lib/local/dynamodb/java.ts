import { execFile } from 'node:child_process';
import path from 'node:path';
import { LocalStackError } from '../local-stack-error';

/** DynamoDB Local is known to run on this version: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.DownloadingAndRunning.html */
const OLDEST_JAVA = 17;

const INSTALL =
  'Install Java 17 or newer (Debian and Ubuntu: apt install openjdk-17-jre-headless; ' +
  'macOS: brew install openjdk@17; elsewhere: https://adoptium.net).';

/** The Java program to use: that of JAVA_HOME, else the first on the PATH. */
export function javaProgram(environment: NodeJS.ProcessEnv): string {
  const home = environment.JAVA_HOME;
  return home ? path.join(home, 'bin', 'java') : 'java';
}

/** @throws LocalStackError with a sentence that says what to install, when Java is missing or old. */
export async function ensureJava(environment: NodeJS.ProcessEnv): Promise<void> {
  const printed = await printedVersion(javaProgram(environment), environment);
  if (printed === undefined) {
    throw new LocalStackError(`DynamoDB Local needs Java, and there is none here. ${INSTALL}`);
  }
  const version = majorVersion(printed);
  if (version < OLDEST_JAVA) {
    throw new LocalStackError(
      `DynamoDB Local needs Java ${OLDEST_JAVA}, and this is Java ${version}. ${INSTALL}`,
    );
  }
}

/** Of `openjdk version "17.0.15" 2025-04-15`; Java 8 and older call themselves 1.8 and so on. */
function majorVersion(printed: string): number {
  const [, first = '0', second = '0'] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  return Number(first === '1' ? second : first);
}

function printedVersion(java: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(java, ['-version'], { env }, (error, stdout, stderr) => {
      resolve(error ? undefined : stdout + stderr);
    });
  });
}

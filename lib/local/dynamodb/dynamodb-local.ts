import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalStackError } from '../local-stack-error';
import { ManagedChildProcess } from '../processes/child-process';
import { freePort } from '../processes/ports';
import { ensureJava, javaProgram } from './java';

/** MiB. The process starts at 140 MiB and grows with the data. */
const MAX_HEAP_MIB = 256;
const START_TIMEOUT_MS = 60_000;
const PROBE_INTERVAL_MS = 25;

/** The server on the loopback address. DynamoDB Local's own command line can't set the address. */
const JETTY_CONFIGURATION = path.join(__dirname, 'dynamodb-local.xml');

export interface DynamoDbLocal {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

export interface DynamoDbLocalOptions {
  /** Where the data is kept. By default it is held in memory. */
  readonly directory?: string | undefined;
  /** Called once if it exits after it was ready and before it is stopped. */
  readonly onUnexpectedExit?: () => void;
}

/**
 * Starts AWS's DynamoDB Local on a free port of the loopback address and waits until it is ready.
 * It keeps a separate database for each access key id.
 *
 * @throws LocalStackError if Java is missing or too old.
 */
export async function startDynamoDbLocal({
  directory,
  onUnexpectedExit = () => {},
}: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> {
  const port = await freePort();
  const java = javaProgram(process.env);
  const child = ManagedChildProcess.start([java, ...javaArguments(port, directory)]);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    // Checked while it starts, because checking takes time and most people have the right version.
    await ensureJava(process.env);
    await waitUntilReady(endpoint, child);
  } catch (error) {
    await child.stop();
    throw error;
  }
  let isStopping = false;
  child.ended.then(() => {
    if (!isStopping) onUnexpectedExit();
  });
  return {
    endpoint,
    stop: async () => {
      isStopping = true;
      await child.stop();
    },
  };
}

function javaArguments(port: number, directory: string | undefined): string[] {
  const emulator = path.join(
    path.dirname(require.resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  return [
    `-Xmx${MAX_HEAP_MIB}m`,
    // For a short-lived process on a small machine: less memory, and ready a second sooner.
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    `-Djava.library.path=${path.join(emulator, 'DynamoDBLocal_lib')}`,
    '-Dorg.eclipse.jetty.LEVEL=WARN',
    '-Dorg.eclipse.jetty.util.log.announce=false',
    `-Dbriefwire.port=${port}`,
    ...(directory === undefined
      ? ['-Dbriefwire.inMemory=true']
      : ['-Dbriefwire.inMemory=false', `-Dbriefwire.dbPath=${path.resolve(directory)}`]),
    '-classpath',
    path.join(emulator, 'DynamoDBLocal.jar'),
    'org.eclipse.jetty.xml.XmlConfiguration',
    JETTY_CONFIGURATION,
  ];
}

/** Any response means that it is ready: it answers 400 to a request without a signature. */
async function waitUntilReady(endpoint: string, child: ManagedChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.hasEnded) {
      throw new LocalStackError(`DynamoDB Local did not start: ${child.lastOutput}`);
    }
    const isReady = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => {
        await response.arrayBuffer();
        return true;
      },
      () => false,
    );
    if (isReady) return;
    await sleep(PROBE_INTERVAL_MS);
  }
  throw new LocalStackError(
    `DynamoDB Local was not ready within ${START_TIMEOUT_MS / 1000} seconds: ${child.lastOutput}`,
  );
}

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalStackError } from '../local-stack-error';
import { freePort } from '../processes/ports';
import { TiedChild } from '../processes/tied-child';
import { ensureJava, javaProgram } from './java';

/** MiB; a bound, not a need: the whole process starts at 140 MiB and grows with what it holds. */
const HEAP = 256;
const STARTS_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 25;

export interface DynamoDbLocal {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts AWS's DynamoDB Local on a free port and waits until it answers.
 *
 * @param dataDirectory a folder where it keeps the data; in memory when absent.
 * @param onLoss called once if it ends after it answered and before it was stopped.
 * @throws LocalStackError with a sentence when Java is missing or too old.
 */
export async function startDynamoDbLocal(
  dataDirectory?: string,
  onLoss: () => void = () => {},
): Promise<DynamoDbLocal> {
  const port = await freePort();
  const java = javaProgram(process.env);
  const child = TiedChild.start([java, ...javaArguments(port, dataDirectory)]);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    // Asked for while it starts: it takes its time, and most have the right one.
    await ensureJava(process.env);
    await untilItAnswers(endpoint, child);
  } catch (error) {
    await child.stop();
    throw error;
  }
  let isStopping = false;
  child.ended.then(() => {
    if (!isStopping) onLoss();
  });
  return {
    endpoint,
    stop: async () => {
      isStopping = true;
      await child.stop();
    },
  };
}

function javaArguments(port: number, dataDirectory: string | undefined): string[] {
  const emulator = path.join(
    path.dirname(require.resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  return [
    `-Xmx${HEAP}m`,
    // For a short life on a small machine: less memory, and ready a second sooner.
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    `-Djava.library.path=${path.join(emulator, 'DynamoDBLocal_lib')}`,
    '-jar',
    path.join(emulator, 'DynamoDBLocal.jar'),
    '-disableTelemetry',
    '-port',
    String(port),
    ...(dataDirectory === undefined
      ? ['-inMemory']
      : ['-sharedDb', '-dbPath', path.resolve(dataDirectory)]),
  ];
}

/** Any answer will do: without a signature it answers 400. */
async function untilItAnswers(endpoint: string, child: TiedChild): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.hasEnded) {
      throw new LocalStackError(`DynamoDB Local did not start: ${child.lastOutput}`);
    }
    const answered = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => {
        await response.arrayBuffer();
        return true;
      },
      () => false,
    );
    if (answered) return;
    await sleep(ASK_EVERY_MS);
  }
  throw new LocalStackError(
    `DynamoDB Local did not answer within ${STARTS_WITHIN_MS / 1000} seconds: ${child.lastOutput}`,
  );
}

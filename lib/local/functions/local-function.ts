import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { FunctionDefinition } from '../template/functions';
import type { WorkTracker } from '../work-tracker';

export type Handler = (event: unknown, context: Context) => unknown;

export type Invocation =
  | { outcome: 'succeeded'; result: unknown }
  | { outcome: 'failed'; error: Error };

/** An invocation that has ended, for measurements. */
export interface MeasuredInvocation {
  /** The name of the function's handler file. */
  readonly handler: string;
  readonly event: unknown;
  /** How long it took. */
  readonly ms: number;
}

/** A function of the stack that runs in this process. */
export interface LocalFunction {
  /** The name of its handler file. */
  readonly name: string;
  readonly arn: string;
  /** Invokes the handler. An exception or a timeout is a failed invocation. */
  invoke(event: unknown): Promise<Invocation>;
}

/** Creates a function from its handler. Each failure is reported in one line. */
export function createLocalFunction(
  definition: FunctionDefinition,
  handler: Handler,
  workTracker: WorkTracker,
  report: (line: string) => void,
  onInvocation: (invocation: MeasuredInvocation) => void = () => {},
): LocalFunction {
  const name = definition.handler;
  return {
    name,
    arn: definition.arn,
    invoke: (event) =>
      workTracker.track(async (): Promise<Invocation> => {
        const started = performance.now();
        try {
          return { outcome: 'succeeded', result: await run(definition, handler, event) };
        } catch (thrown) {
          const error = thrown instanceof Error ? thrown : new Error(String(thrown));
          report(`${name} failed: ${error.message}`);
          return { outcome: 'failed', error };
        } finally {
          onInvocation({ handler: name, event, ms: performance.now() - started });
        }
      }),
  };
}

/** Events and results are copied as JSON, as on AWS, so that no objects are shared by accident. */
async function run(
  definition: FunctionDefinition,
  handler: Handler,
  event: unknown,
): Promise<unknown> {
  const { timeoutMs } = definition;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const message = `Task timed out after ${timeoutMs / 1000} seconds`;
    timer = setTimeout(() => reject(new Error(message)), timeoutMs);
  });
  try {
    const result = await Promise.race([
      handler(copyAsJson(event), createContext(definition)),
      timeout,
    ]);
    return copyAsJson(result);
  } finally {
    clearTimeout(timer);
  }
}

function copyAsJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function createContext({ logicalId, arn, timeoutMs, memorySize }: FunctionDefinition): Context {
  const deadline = Date.now() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: logicalId,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memorySize),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${logicalId}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

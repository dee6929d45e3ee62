import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { Activity } from '../activity';
import type { DeclaredFunction } from '../declared/functions';
import { Slots } from './slots';

export type Handler = (event: unknown, context: Context) => unknown;

export type Invocation = { outcome: 'done'; result: unknown } | { outcome: 'failed'; error: Error };

/** A function of the stack that runs in this process. */
export interface LocalFunction {
  /** Its handler's name. */
  readonly name: string;
  readonly arn: string;
  /** Runs it on an event. What it throws, and taking longer than declared, is a failure. */
  invoke(event: unknown): Promise<Invocation>;
}

/** Makes a function of a handler; each failure is reported in one line. */
export function localFunction(
  declared: DeclaredFunction,
  handler: Handler,
  activity: Activity,
  report: (line: string) => void,
): LocalFunction {
  const slots = new Slots(declared.concurrency ?? Number.POSITIVE_INFINITY);
  const name = declared.handler;
  return {
    name,
    arn: declared.arn,
    invoke: (event) =>
      activity.during(() =>
        slots.use(async (): Promise<Invocation> => {
          try {
            return { outcome: 'done', result: await run(declared, handler, event) };
          } catch (thrown) {
            const error = thrown instanceof Error ? thrown : new Error(String(thrown));
            report(`${name} failed: ${error.message}`);
            return { outcome: 'failed', error };
          }
        }),
      ),
  };
}

/** Events and answers cross as JSON, as on AWS, so that nothing is shared by accident. */
async function run(declared: DeclaredFunction, handler: Handler, event: unknown): Promise<unknown> {
  const { timeoutMs } = declared;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const message = `Task timed out after ${timeoutMs / 1000} seconds`;
    timer = setTimeout(() => reject(new Error(message)), timeoutMs);
  });
  try {
    const answer = await Promise.race([handler(throughJson(event), contextOf(declared)), timeout]);
    return throughJson(answer);
  } finally {
    clearTimeout(timer);
  }
}

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ logicalId, arn, timeoutMs, memorySize }: DeclaredFunction): Context {
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

import { Logger } from '@aws-lambda-powertools/logger';

/**
 * Creates a logger that writes JSON lines to standard output. Log counts, ids and the names and stacks
 * of errors; never an address, a link, or text that a person wrote.
 */
export const createLogger = (): Logger => new Logger();

export type { Logger };

/** For example `at process (file.ts:1:2)`: https://v8.dev/docs/stack-trace-api */
const STACK_FRAME = /^at .+:\d+:\d+\)?$/;

/**
 * The name and stack of an error. Its message is left out, also from the stack, because it may quote
 * an address or the text of a message.
 */
export function describeError(error: unknown): { error: string; stack?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = '' } = error;
  const afterMessage = stack.slice(stack.indexOf(message) + message.length);
  const frames = afterMessage.split('\n').map((line) => line.trim());
  return { error: name, stack: frames.filter((line) => STACK_FRAME.test(line)) };
}

import { Logger } from '@aws-lambda-powertools/logger';

/**
 * Creates a logger that writes JSON lines to standard output. Log counts, ids and the names and stacks
 * of errors; never an address, a link, or text that a person wrote.
 */
export const createLogger = (): Logger => new Logger();

export type { Logger };

/** For example `at process (file.ts:1:2)`: https://v8.dev/docs/stack-trace-api */
const STACK_FRAME = /^at .+:\d+:\d+\)?$/;

/** For example `ConditionalCheckFailedException`. Any other name may be text that a person wrote. */
const ERROR_NAME = /^[A-Za-z]\w{0,99}$/;

/**
 * The name and stack of an error. Its message is left out, even from the stack, because it may quote an
 * address or the text of a message.
 */
export function describeError(error: unknown): { error: string; stack?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const name = ERROR_NAME.test(error.name) ? error.name : 'Error';
  return { error: name, stack: framesOf(error.stack, error.message) };
}

/** Libraries may set either to anything. */
function framesOf(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string') return [];
  const start = stack.indexOf(message);
  // The message was changed, so the stack may begin with the former one.
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split('\n');
  return lines.map((line) => line.trim()).filter((line) => STACK_FRAME.test(line));
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FunctionDefinition } from '../template/functions';
import type { Handler } from './local-function';
import { runtimeEnvironment, withEnvironment } from './runtime-environment';

/**
 * Imports each function's handler, one at a time, with only that function's environment variables.
 * A variable that the stack doesn't set is missing here, as it would be on AWS.
 *
 * @throws Error naming the function whose handler is missing or fails to import.
 */
export function importHandlers(
  functions: readonly FunctionDefinition[],
  directory: string,
  base: Record<string, string>,
): Map<string, Handler> {
  return new Map(
    functions.map((fn) => {
      const environment = runtimeEnvironment(fn, base);
      return [fn.arn, withEnvironment(environment, () => importHandler(fn, directory))];
    }),
  );
}

function importHandler(fn: FunctionDefinition, directory: string): Handler {
  const file = path.join(directory, `${fn.handler}.ts`);
  if (!existsSync(file)) {
    throw new Error(`The function ${fn.logicalId} has no handler: ${file} doesn't exist.`);
  }
  // A handler reads its variables when it is imported, so each stack needs a fresh import.
  delete require.cache[require.resolve(file)];
  const { handler } = load(file, fn);
  if (typeof handler !== 'function') {
    throw new Error(`${file} exports no function called handler.`);
  }
  return (event, context) => handler(event, context);
}

function load(file: string, { logicalId }: FunctionDefinition): { handler?: unknown } {
  try {
    return require(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The function ${logicalId} fails to start: ${reason}`, { cause: error });
  }
}

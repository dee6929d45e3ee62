import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DeclaredFunction } from '../declared/functions';
import type { Handler } from './local-function';
import { runtimeEnvironment, withEnvironment } from './runtime-environment';

/**
 * Imports each function's handler, one after the other, each seeing its own variables alone: one
 * that the stack forgot is missing here as it would be on AWS.
 *
 * @throws Error naming the function whose handler is missing or fails when imported.
 */
export function importHandlers(
  functions: readonly DeclaredFunction[],
  directory: string,
  base: Record<string, string>,
): Map<string, Handler> {
  return new Map(
    functions.map((declared) => {
      const environment = runtimeEnvironment(declared, base);
      return [declared.arn, withEnvironment(environment, () => importHandler(declared, directory))];
    }),
  );
}

function importHandler(declared: DeclaredFunction, directory: string): Handler {
  const file = path.join(directory, `${declared.handler}.ts`);
  if (!existsSync(file)) {
    throw new Error(`The function ${declared.logicalId} has no handler: there is no ${file}.`);
  }
  forget(file);
  const { handler } = load(file, declared);
  if (typeof handler !== 'function') {
    throw new Error(`${file} exports no function called handler.`);
  }
  return (event, context) => handler(event, context);
}

/** A handler reads its variables when it is imported: for a second stack it is imported anew. */
function forget(file: string): void {
  delete require.cache[require.resolve(file)];
}

function load(file: string, { logicalId }: DeclaredFunction): { handler?: unknown } {
  try {
    return require(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The function ${logicalId} fails when it starts: ${reason}`, { cause: error });
  }
}

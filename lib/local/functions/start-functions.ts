import type { Activity } from '../activity';
import type { DeclaredFunction } from '../declared/functions';
import { applySdkEnvironment, type Endpoints, sdkEnvironment } from '../sdk-environment';
import type { StartedParts } from '../started-parts';
import { importHandlers } from './import-handlers';
import { type LocalFunction, localFunction } from './local-function';

export interface FunctionsOptions {
  readonly parts: StartedParts;
  readonly activity: Activity;
  readonly handlersDirectory: string;
  readonly endpoints: Endpoints;
  readonly accessKeyId: string;
  readonly environment?: Record<string, string>;
  readonly report: (line: string) => void;
}

/**
 * Loads all functions.
 *
 * @returns the function of an ARN; it throws when the stack declares none.
 */
export function startFunctions(
  declared: readonly DeclaredFunction[],
  options: FunctionsOptions,
): (arn: string) => LocalFunction {
  const sdk = sdkEnvironment(options.endpoints, options.accessKeyId);
  options.parts.onStop(applySdkEnvironment(sdk));
  const base = { ...sdk, ...options.environment };
  const handlers = importHandlers(declared, options.handlersDirectory, base);
  const functions = new Map(
    declared.flatMap((fn) => {
      const handler = handlers.get(fn.arn);
      return handler
        ? [[fn.arn, localFunction(fn, handler, options.activity, options.report)] as const]
        : [];
    }),
  );
  return (arn) => {
    const fn = functions.get(arn);
    if (fn) return fn;
    throw new Error(`The stack declares no function ${arn}.`);
  };
}

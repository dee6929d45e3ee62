import { applySdkEnvironment, type Endpoints, sdkEnvironment } from '../sdk-environment';
import type { Shutdown } from '../shutdown';
import type { FunctionDefinition } from '../template/functions';
import type { WorkTracker } from '../work-tracker';
import { importHandlers } from './import-handlers';
import { createLocalFunction, type LocalFunction, type MeasuredInvocation } from './local-function';

export interface FunctionsDependencies {
  readonly shutdown: Shutdown;
  readonly workTracker: WorkTracker;
  readonly handlersDirectory: string;
  readonly endpoints: Endpoints;
  readonly accessKeyId: string;
  readonly environment?: Record<string, string>;
  readonly report: (line: string) => void;
  readonly onInvocation?: (invocation: MeasuredInvocation) => void;
}

/**
 * Loads all functions.
 *
 * @returns a lookup by ARN, which throws if the stack has no such function.
 */
export function startFunctions(
  definitions: readonly FunctionDefinition[],
  dependencies: FunctionsDependencies,
): (arn: string) => LocalFunction {
  const { shutdown, workTracker, report, onInvocation } = dependencies;
  const sdk = sdkEnvironment(dependencies.endpoints, dependencies.accessKeyId);
  shutdown.add(applySdkEnvironment(sdk));
  const base = { ...sdk, ...dependencies.environment };
  const handlers = importHandlers(definitions, dependencies.handlersDirectory, base);
  const functions = new Map(
    definitions.flatMap((definition) => {
      const handler = handlers.get(definition.arn);
      return handler
        ? [
            [
              definition.arn,
              createLocalFunction(definition, handler, workTracker, report, onInvocation),
            ] as const,
          ]
        : [];
    }),
  );
  return (arn) => {
    const fn = functions.get(arn);
    if (fn) return fn;
    throw new Error(`The template has no function ${arn}.`);
  };
}

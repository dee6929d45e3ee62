import path from 'node:path';
import type { FunctionDefinition } from '../template/functions';
import { REGION } from '../template/references';

/** Handlers run from the source, and so do the files that they read. */
const PROJECT_ROOT = path.resolve(__dirname, '../../..');

/** Variables of this process that functions get too, because Node or a tool needs them. */
const INHERITED_VARIABLES = ['PATH', 'HOME', 'LANG', 'NODE_ENV', 'NODE_OPTIONS', 'JEST_WORKER_ID'];

/**
 * The environment variables of a function: those of the Lambda runtime, then the function's own.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 *
 * @param base variables of every function, such as the endpoints of the local services.
 */
export function runtimeEnvironment(
  definition: FunctionDefinition,
  base: Record<string, string>,
): Record<string, string> {
  const inherited = INHERITED_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    TZ: 'UTC',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_LAMBDA_FUNCTION_NAME: definition.logicalId,
    LAMBDA_TASK_ROOT: PROJECT_ROOT,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySize),
    ...base,
    ...definition.environment,
  };
}

/** Does the work with only these environment variables, then restores the previous ones. */
export function withEnvironment<T>(environment: Record<string, string>, work: () => T): T {
  const before = { ...process.env };
  replaceEnvironment(environment);
  try {
    return work();
  } finally {
    replaceEnvironment(before);
  }
}

function replaceEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) delete process.env[name];
  }
  Object.assign(process.env, environment);
}

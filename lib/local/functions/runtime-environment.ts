import type { DeclaredFunction } from '../declared/functions';
import { REGION } from '../declared/names';

/** Of this process's variables, what a function sees too: not ours to hide, or needed by a tool. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'NODE_ENV', 'NODE_OPTIONS', 'JEST_WORKER_ID'];

/**
 * The variables that a function is given: the runtime's own, then its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 *
 * @param base what all functions have, such as the endpoints of local services.
 */
export function runtimeEnvironment(
  declared: DeclaredFunction,
  base: Record<string, string>,
): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    TZ: 'UTC',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_LAMBDA_FUNCTION_NAME: declared.logicalId,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(declared.memorySize),
    ...base,
    ...declared.environment,
  };
}

/** Does the work with just these variables, and puts back those that were there. */
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

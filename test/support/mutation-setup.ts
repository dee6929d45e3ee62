import type { default as FastCheck } from 'fast-check';

/** Enough to notice most mutants: every mutant runs its properties again. */
const MAX_RUNS_PER_PROPERTY = 40;

/**
 * For Stryker. The seed is fixed, so that a property gives the same result for every mutant. It stops
 * at its first failure: looking for a smaller counterexample can take longer than Stryker waits.
 */
jest.mock('fast-check', () => {
  const real = jest.requireActual<{ default: typeof FastCheck }>('fast-check');
  const { assert } = real.default;
  const assertQuickly = (...[property, parameters]: Parameters<typeof assert>) =>
    assert(property, {
      ...parameters,
      seed: 1,
      endOnFailure: true,
      numRuns: Math.min(parameters?.numRuns ?? MAX_RUNS_PER_PROPERTY, MAX_RUNS_PER_PROPERTY),
    });
  return { ...real, __esModule: true, default: { ...real.default, assert: assertQuickly } };
});

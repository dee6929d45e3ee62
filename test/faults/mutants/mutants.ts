/** A change of one source file: an exact text that must occur once, and its replacement. */
export interface Patch {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

/** A safeguard that is removed, to show that the suite notices. */
export interface Mutant {
  readonly name: string;
  readonly patch: Patch;
  /** How many random schedules may be needed. */
  readonly schedules: number;
}

const LEDGER = 'lambdas/adapters/deliveries.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'claim-condition',
    schedules: 200,
    patch: {
      file: LEDGER,
      replace: `          ConditionExpression: \`attribute_not_exists(#status) OR #status = :waiting
            OR (#status = :claimed AND claimedAt < :expiredBefore)\`,`,
      by: `          ConditionExpression: ':waiting = :waiting AND :claimed = :claimed AND :expiredBefore = :expiredBefore',`,
    },
  },
  {
    name: 'lease',
    schedules: 400,
    patch: {
      file: LEDGER,
      replace: 'OR (#status = :claimed AND claimedAt < :expiredBefore)`,',
      by: 'OR (#status = :claimed AND :expiredBefore = :expiredBefore)`,',
    },
  },
  {
    name: 'event-reconciliation',
    schedules: 400,
    patch: {
      file: LEDGER,
      replace: "    if (item === undefined) return 'unknown';",
      by: "    if (item?.status !== undefined || item === undefined) return 'unknown';",
    },
  },
  {
    name: 'settling-window',
    schedules: 400,
    patch: {
      file: 'lambdas/domain/digest-window.ts',
      replace: 'export const SETTLING_MS = 2 * 60_000;',
      by: 'export const SETTLING_MS = 0;',
    },
  },
];

/** @throws Error if there is no such mutant. */
export function mutantNamed(name: string): Mutant {
  const mutant = MUTANTS.find((candidate) => candidate.name === name);
  if (mutant) return mutant;
  throw new Error(`There is no mutant ${name}.`);
}

import type { Clause, PlacedTerm, Term } from './clauses';

/**
 * Clauses as runs of integers, one after another under the term they hang under, so that a million
 * of them are read in the order of memory and without an object each:
 *
 *     topic * 2 + (1 if the topic itself must decide), number of conditions' integers, conditions…
 *
 * A condition is a term that must be there (`id`), one that must not (`-id`), or a row of words in
 * their places: `0, count, id, offset, id, offset…`.
 */
export type PackedClauses = number[];

export const HEADER = 2;

/** Gives each term its number, from 1 on. */
export class TermNumbers {
  private readonly numbers = new Map<Term, number>();

  get count(): number {
    return this.numbers.size;
  }

  /** 0 for a term that no topic has. */
  find(term: Term): number {
    return this.numbers.get(term) ?? 0;
  }

  findOrMake(term: Term): number {
    const known = this.numbers.get(term);
    if (known !== undefined) return known;
    const made = this.numbers.size + 1;
    this.numbers.set(term, made);
    return made;
  }
}

/** The integers of a clause that hangs under `anchor`, which is therefore known to be there. */
export function packClause(
  topic: number,
  clause: Clause,
  anchor: Term,
  terms: TermNumbers,
): PackedClauses {
  const inRows = new Set(clause.rows.flatMap((row) => row.map(({ term }) => term)));
  const lone = clause.required.filter((term) => term !== anchor && !inRows.has(term));
  const conditions = [
    ...lone.map((term) => terms.findOrMake(term)),
    ...clause.forbidden.map((term) => -terms.findOrMake(term)),
    ...clause.rows.flatMap((row) => packRow(row, anchor, terms)),
  ];
  return [topic * 2 + (clause.exact ? 0 : 1), conditions.length, ...conditions];
}

/** The anchor first, since it is the rarest: the row is looked for where the anchor stands. */
function packRow(row: readonly PlacedTerm[], anchor: Term, terms: TermNumbers): number[] {
  const lead = row.filter(({ term }) => term === anchor);
  const rest = row.filter(({ term }) => term !== anchor);
  const ordered = [...lead, ...rest];
  return [
    0,
    ordered.length,
    ...ordered.flatMap(({ term, offset }) => [terms.findOrMake(term), offset]),
  ];
}

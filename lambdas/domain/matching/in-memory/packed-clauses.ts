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
  const { required, forbidden, rows, exact } = clause;
  const inRows = rows.flatMap((row) => row.map(({ term }) => term));
  const packed: PackedClauses = [topic * 2 + (exact ? 0 : 1), 0];
  for (const term of required) {
    if (term !== anchor && !inRows.includes(term)) packed.push(terms.findOrMake(term));
  }
  for (const term of forbidden) packed.push(-terms.findOrMake(term));
  for (const row of rows) packed.push(...packRow(row, anchor, terms));
  packed[1] = packed.length - HEADER;
  return packed;
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

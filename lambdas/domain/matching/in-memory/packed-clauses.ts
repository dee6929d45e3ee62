import type { Clause, PhraseTerm, Term } from './clauses';

/**
 * Clauses as runs of integers, one after another under the term they are indexed under, so that a
 * million of them are read in memory order and without an object for each:
 *
 *     topic * 2 + (1 if matchTopic must decide), number of integers that follow, conditions…
 *
 * A condition is a term that must be present (`id`), a term that must not (`-id`), or a phrase:
 * `0, count, id, offset, id, offset…`.
 */
export type PackedClauses = number[];

export const HEADER_LENGTH = 2;

/** Assigns each term a number, starting at 1. */
export class TermNumbers {
  private readonly numbers = new Map<Term, number>();

  get count(): number {
    return this.numbers.size;
  }

  /** 0 for a term that no topic has. */
  find(term: Term): number {
    return this.numbers.get(term) ?? 0;
  }

  findOrCreate(term: Term): number {
    const existing = this.numbers.get(term);
    if (existing !== undefined) return existing;
    const created = this.numbers.size + 1;
    this.numbers.set(term, created);
    return created;
  }
}

/** The integers of a clause. Its `anchor` is left out: the clause is checked only if the anchor is present. */
export function packClause(
  topic: number,
  clause: Clause,
  anchor: Term,
  terms: TermNumbers,
): PackedClauses {
  const { required, forbidden, phrases, exact } = clause;
  const inPhrases = phrases.flatMap((phrase) => phrase.map(({ term }) => term));
  const packed: PackedClauses = [topic * 2 + (exact ? 0 : 1), 0];
  for (const term of required) {
    if (term !== anchor && !inPhrases.includes(term)) packed.push(terms.findOrCreate(term));
  }
  for (const term of forbidden) packed.push(-terms.findOrCreate(term));
  for (const phrase of phrases) packed.push(...packPhrase(phrase, anchor, terms));
  packed[1] = packed.length - HEADER_LENGTH;
  return packed;
}

/** The anchor comes first because it is the rarest word: the phrase is searched where the anchor occurs. */
function packPhrase(phrase: readonly PhraseTerm[], anchor: Term, terms: TermNumbers): number[] {
  const anchors = phrase.filter(({ term }) => term === anchor);
  const others = phrase.filter(({ term }) => term !== anchor);
  const ordered = [...anchors, ...others];
  return [
    0,
    ordered.length,
    ...ordered.flatMap(({ term, offset }) => [terms.findOrCreate(term), offset]),
  ];
}

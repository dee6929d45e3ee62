import { fold } from '../languages/characters';
import type { ClauseCount } from './expression-preview';

/** The clauses in the order in which they were typed: an expression keeps them in another one. */
export function inTypedOrder(clauses: readonly ClauseCount[], typed: string): ClauseCount[] {
  const folded = fold(typed);
  const places = new Map(clauses.map((clause) => [clause, placeOf(clause.written, folded)]));
  return [...clauses].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** Where the clause, or else its first word, starts in the typed text; the end if it is not found. */
function placeOf(written: string, typed: string): number {
  const whole = typed.indexOf(written);
  if (whole >= 0) return whole;
  const [word = ''] = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?!:)/u.exec(written) ?? [];
  const at = typed.indexOf(word);
  return at >= 0 ? at : typed.length;
}

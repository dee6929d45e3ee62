import { HEADER, type PackedClauses } from './packed-clauses';

/** Clauses added since the rest was settled, as a share of the rest, before all is settled anew. */
const MAX_RECENT_SHARE = 0.2;
const MIN_RECENT_INTEGERS = 1000;
/** In place of a topic's number, once it was taken down. */
export const REMOVED = -1;

/**
 * The clauses that hang under each term. Most lie settled: one array, term after term, read in the
 * order of memory. What was added since lies beside it until there is enough to settle again.
 */
export class IndexedClauses {
  /** All settled clauses; those of term `t` at `[bounds[t], bounds[t + 1])`. */
  compacted = new Int32Array(0);
  bounds = new Int32Array(1);
  /** By term, what was added since. */
  readonly recent = new Map<number, PackedClauses>();
  private recentIntegers = 0;

  add(term: number, packed: PackedClauses): void {
    const here = this.recent.get(term);
    if (here) for (const integer of packed) here.push(integer);
    else this.recent.set(term, packed);
    this.recentIntegers += packed.length;
  }

  /** Takes down the clauses of a topic under a term. */
  remove(term: number, topic: number): void {
    markRemoved(this.compacted, this.bounds[term] ?? 0, this.endOf(term), topic);
    const here = this.recent.get(term);
    if (here) markRemoved(here, 0, here.length, topic);
  }

  endOf(term: number): number {
    return this.bounds[term + 1] ?? this.bounds[term] ?? 0;
  }

  /** Settles what was added, if it is much. `terms` is the highest term number. */
  compactIfNeeded(terms: number): void {
    const many = Math.max(MIN_RECENT_INTEGERS, this.compacted.length * MAX_RECENT_SHARE);
    if (this.recentIntegers > many) this.compact(terms);
  }

  private compact(terms: number): void {
    const settled = new Int32Array(this.compacted.length + this.recentIntegers);
    const bounds = new Int32Array(terms + 2);
    let at = 0;
    for (let term = 0; term <= terms; term++) {
      bounds[term] = at;
      at = copyRemaining(this.compacted, this.bounds[term] ?? 0, this.endOf(term), settled, at);
      const here = this.recent.get(term);
      if (here) at = copyRemaining(here, 0, here.length, settled, at);
    }
    bounds[terms + 1] = at;
    this.compacted = settled.subarray(0, at);
    this.bounds = bounds;
    this.recent.clear();
    this.recentIntegers = 0;
  }
}

function markRemoved(
  clauses: Int32Array | PackedClauses,
  from: number,
  to: number,
  topic: number,
): void {
  for (let at = from; at < to; at += HEADER + (clauses[at + 1] ?? 0)) {
    const header = clauses[at] ?? 0;
    if (header >= 0 && header >> 1 === topic) clauses[at] = REMOVED;
  }
}

function copyRemaining(
  clauses: Int32Array | PackedClauses,
  from: number,
  to: number,
  target: Int32Array,
  targetAt: number,
): number {
  let written = targetAt;
  for (let at = from; at < to; ) {
    const end = at + HEADER + (clauses[at + 1] ?? 0);
    if (clauses[at] !== REMOVED) {
      for (let of = at; of < end; of++) target[written++] = clauses[of] ?? 0;
    }
    at = end;
  }
  return written;
}

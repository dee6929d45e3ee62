import { HEADER_LENGTH, type PackedClauses } from './packed-clauses';

/** How large the recent clauses may become, relative to the compacted ones, before all are compacted. */
const MAX_RECENT_SHARE = 0.2;
const MIN_RECENT_INTEGERS = 1000;
/** Replaces the header of a clause that was removed. */
export const REMOVED = -1;

/**
 * The clauses indexed under each term. Most are compacted: in one array, term after term, read in
 * memory order. Recent additions are kept separately until there are enough to compact again.
 */
export class IndexedClauses {
  /** All compacted clauses; those of term `t` are at `[bounds[t], bounds[t + 1])`. */
  compacted = new Int32Array(0);
  bounds = new Int32Array(1);
  /** Clauses added since, by term. */
  readonly recent = new Map<number, PackedClauses>();
  private recentIntegers = 0;

  add(term: number, packed: PackedClauses): void {
    const recent = this.recent.get(term);
    if (recent) for (const integer of packed) recent.push(integer);
    else this.recent.set(term, packed);
    this.recentIntegers += packed.length;
  }

  /** Removes the clauses of a topic under a term. */
  remove(term: number, topic: number): void {
    markRemoved(this.compacted, this.bounds[term] ?? 0, this.endOf(term), topic);
    const recent = this.recent.get(term);
    if (recent) markRemoved(recent, 0, recent.length, topic);
  }

  endOf(term: number): number {
    return this.bounds[term + 1] ?? this.bounds[term] ?? 0;
  }

  /** Compacts the recent clauses if there are many. `terms` is the highest term number. */
  compactIfNeeded(terms: number): void {
    const limit = Math.max(MIN_RECENT_INTEGERS, this.compacted.length * MAX_RECENT_SHARE);
    if (this.recentIntegers > limit) this.compact(terms);
  }

  private compact(terms: number): void {
    const compacted = new Int32Array(this.compacted.length + this.recentIntegers);
    const bounds = new Int32Array(terms + 2);
    let at = 0;
    for (let term = 0; term <= terms; term++) {
      bounds[term] = at;
      at = copyRemaining(this.compacted, this.bounds[term] ?? 0, this.endOf(term), compacted, at);
      const recent = this.recent.get(term);
      if (recent) at = copyRemaining(recent, 0, recent.length, compacted, at);
    }
    bounds[terms + 1] = at;
    this.compacted = compacted.subarray(0, at);
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
  for (let at = from; at < to; at += HEADER_LENGTH + (clauses[at + 1] ?? 0)) {
    const header = clauses[at] ?? 0;
    if (header >= 0 && header >> 1 === topic) clauses[at] = REMOVED;
  }
}

/** Copies the clauses that were not removed; returns the end of what was written to `target`. */
function copyRemaining(
  clauses: Int32Array | PackedClauses,
  from: number,
  to: number,
  target: Int32Array,
  targetAt: number,
): number {
  let written = targetAt;
  for (let at = from; at < to; ) {
    const end = at + HEADER_LENGTH + (clauses[at + 1] ?? 0);
    if (clauses[at] !== REMOVED) {
      for (let of = at; of < end; of++) target[written++] = clauses[of] ?? 0;
    }
    at = end;
  }
  return written;
}

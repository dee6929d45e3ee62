import type { TopicLanguage } from '../languages/language';
import type { BriefingText } from './analyze-briefing';
import type { TextLanguage } from './analyzed-text';
import { type Clause, clausesOf, STEM_SIGN, SURFACE_SIGN, type Term } from './clauses';
import type { CompiledTopic } from './compile-topic';
import { everythingKey, prefixKey } from './keys';
import { MarkedBriefing } from './marked-briefing';
import { HEADER, type PackedClauses, packClause, TermNumbers } from './packed-clauses';
import type { Rarity } from './rarity';

/** What `candidates` says of a topic: it is met, or it must be read against the text itself. */
export type Verdict = 'met' | 'undecided';

/** The topics as briefings of one language see them, hanging under their rarest required terms. */
export class LanguageView {
  private readonly terms = new TermNumbers();
  private readonly hanging: (PackedClauses | undefined)[] = [];
  private readonly briefing: MarkedBriefing;

  constructor(
    readonly language: TextLanguage,
    private readonly rarity: Rarity,
  ) {
    this.briefing = new MarkedBriefing(this.terms, language);
  }

  add(number: number, topic: CompiledTopic): void {
    for (const clause of clausesOf(topic, this.language)) {
      const anchor = this.rarest(clause, topic);
      if (anchor === undefined) continue;
      const packed = packClause(number, clause, anchor, this.terms);
      const term = this.terms.findOrMake(anchor);
      const here = this.hanging[term];
      if (here) here.push(...packed);
      else this.hanging[term] = packed;
    }
  }

  /** Takes down all clauses of a topic, wherever they may hang by `topic`. */
  remove(number: number, topic: CompiledTopic): void {
    const required = clausesOf(topic, this.language).flatMap((clause) => clause.required);
    for (const term of new Set(required)) {
      const at = this.terms.find(term);
      const here = this.hanging[at];
      if (here) this.hanging[at] = without(here, number);
    }
  }

  /** Calls `found` for each topic that the briefing meets or may meet; a topic may come twice. */
  candidates(briefing: BriefingText, found: (number: number, verdict: Verdict) => void): void {
    this.briefing.read(briefing);
    for (const term of this.briefing.present) {
      const clauses = this.hanging[term];
      if (clauses) this.check(clauses, found);
    }
  }

  private check(clauses: PackedClauses, found: (number: number, verdict: Verdict) => void): void {
    for (let at = 0; at < clauses.length; ) {
      const from = at + HEADER;
      const to = from + (clauses[at + 1] ?? 0);
      if (this.holds(clauses, from, to)) {
        const header = clauses[at] ?? 0;
        found(Math.floor(header / 2), header % 2 === 0 ? 'met' : 'undecided');
      }
      at = to;
    }
  }

  private holds(clauses: PackedClauses, from: number, to: number): boolean {
    const { briefing } = this;
    for (let at = from; at < to; at++) {
      const term = clauses[at] ?? 0;
      if (term > 0) {
        if (!briefing.has(term)) return false;
      } else if (term < 0) {
        if (briefing.has(-term)) return false;
      } else {
        const count = clauses[at + 1] ?? 0;
        if (!briefing.hasRow(clauses, at + 2, count)) return false;
        at += 1 + count * 2;
      }
    }
    return true;
  }

  private rarest(clause: Clause, { language }: CompiledTopic): Term | undefined {
    let best: Term | undefined;
    let lowest = Number.POSITIVE_INFINITY;
    for (const term of clause.required) {
      const cost = costOf(term, language, this.rarity);
      if (cost < lowest) [best, lowest] = [term, cost];
    }
    return best;
  }
}

const PREFIX_SIGN = prefixKey('').charAt(0);
const PREFIX_COST = 1e6;
const EVERYTHING_COST = 1e9;

/** Stems and words cost as they are common; tags and sources have few topics to them. */
function costOf(term: Term, language: TopicLanguage, rarity: Rarity): number {
  const sign = term.charAt(0);
  if (sign === STEM_SIGN || sign === SURFACE_SIGN)
    return rarity.commonness(term.slice(1), language);
  if (term === everythingKey) return EVERYTHING_COST;
  return sign === PREFIX_SIGN ? PREFIX_COST : 0;
}

function without(clauses: PackedClauses, number: number): PackedClauses | undefined {
  const kept: PackedClauses = [];
  for (let at = 0; at < clauses.length; ) {
    const end = at + HEADER + (clauses[at + 1] ?? 0);
    if (Math.floor((clauses[at] ?? 0) / 2) !== number) kept.push(...clauses.slice(at, end));
    at = end;
  }
  return kept.length > 0 ? kept : undefined;
}

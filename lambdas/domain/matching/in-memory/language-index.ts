import type { TopicLanguage } from '../../languages/language';
import type { BriefingText } from '../analyze-briefing';
import type { TextLanguage } from '../analyzed-text';
import type { CompiledTopic } from '../compile-topic';
import { everythingKey, prefixKey } from '../index-keys';
import type { WordFrequencies } from '../word-frequencies';
import { type Clause, clausesOf, STEM_SIGN, SURFACE_SIGN, type Term } from './clauses';
import { IndexedClauses, REMOVED } from './indexed-clauses';
import { MarkedBriefing } from './marked-briefing';
import { HEADER, type PackedClauses, packClause, TermNumbers } from './packed-clauses';

/** The topics as briefings of one language see them, hanging under their rarest required terms. */
export class LanguageIndex {
  private readonly terms = new TermNumbers();
  private readonly clauses = new IndexedClauses();
  private readonly briefing: MarkedBriefing;
  private readonly candidateHeaders: number[] = [];
  /** What hanging under each term costs, for topics of a language: asked for with every topic. */
  private readonly costs = new Map<TopicLanguage, Map<Term, number>>();

  constructor(
    readonly language: TextLanguage,
    private readonly rarity: WordFrequencies,
  ) {
    this.briefing = new MarkedBriefing(this.terms, language);
  }

  add(number: number, topic: CompiledTopic): void {
    for (const clause of clausesOf(topic, this.language)) {
      const anchor = this.rarest(clause, topic);
      if (anchor === undefined) continue;
      const packed = packClause(number, clause, anchor, this.terms);
      this.clauses.add(this.terms.findOrMake(anchor), packed);
    }
  }

  /** Takes down all clauses of a topic, wherever they may hang by `topic`. */
  remove(number: number, topic: CompiledTopic): void {
    const required = clausesOf(topic, this.language).flatMap((clause) => clause.required);
    for (const term of new Set(required)) this.clauses.remove(this.terms.find(term), number);
  }

  /**
   * The topics that the briefing meets or may meet, as `topic * 2`, plus 1 where the topic itself
   * must decide; a topic may come twice. The list is good until the next call.
   */
  candidates(briefing: BriefingText): readonly number[] {
    const { clauses, candidateHeaders } = this;
    clauses.compactIfNeeded(this.terms.count);
    this.briefing.read(briefing);
    candidateHeaders.length = 0;
    for (const term of this.briefing.present) {
      this.check(clauses.compacted, clauses.bounds[term] ?? 0, clauses.endOf(term));
      const recent = clauses.recent.size > 0 ? clauses.recent.get(term) : undefined;
      if (recent) this.check(recent, 0, recent.length);
    }
    return candidateHeaders;
  }

  private check(clauses: Int32Array | PackedClauses, begin: number, end: number): void {
    const { marks } = this.briefing;
    for (let at = begin; at < end; ) {
      const header = clauses[at] ?? 0;
      const to = at + HEADER + (clauses[at + 1] ?? 0);
      at += HEADER;
      // Most clauses are words alone, and most fail at the first of them.
      while (at < to && isMarked(marks, clauses[at] ?? 0)) at++;
      if (at === to || this.restHolds(clauses, at, to)) this.note(header);
      at = to;
    }
  }

  private note(header: number): void {
    if (header !== REMOVED) this.candidateHeaders.push(header);
  }

  /** The conditions from the first on that is not a word that is there. */
  private restHolds(clauses: Int32Array | PackedClauses, from: number, to: number): boolean {
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
    const [only] = clause.required;
    if (clause.required.length === 1) return only;
    let best: Term | undefined;
    let lowest = Number.POSITIVE_INFINITY;
    for (const term of clause.required) {
      const cost = this.costOf(term, language);
      if (cost < lowest) [best, lowest] = [term, cost];
    }
    return best;
  }

  private costOf(term: Term, language: TopicLanguage): number {
    const costs = this.costs.get(language) ?? new Map<Term, number>();
    this.costs.set(language, costs);
    const known = costs.get(term);
    if (known !== undefined) return known;
    const made = costOf(term, language, this.rarity);
    costs.set(term, made);
    return made;
  }
}

/** Negative conditions are no places in `marks`: V8 reads an array slowly once it was read outside its bounds. */
const isMarked = (marks: Uint8Array, term: number): boolean => term > 0 && marks[term] === 1;

const PREFIX_SIGN = prefixKey('').charAt(0);
const PREFIX_COST = 1e6;
const EVERYTHING_COST = 1e9;

/** Stems and words cost as they are common; tags and sources have few topics to them. */
function costOf(term: Term, language: TopicLanguage, rarity: WordFrequencies): number {
  const sign = term.charAt(0);
  if (sign === STEM_SIGN || sign === SURFACE_SIGN) return rarity.frequency(term.slice(1), language);
  if (term === everythingKey) return EVERYTHING_COST;
  return sign === PREFIX_SIGN ? PREFIX_COST : 0;
}

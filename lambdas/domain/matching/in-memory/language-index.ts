import type { TopicLanguage } from '../../languages/language';
import type { BriefingText } from '../analyze-briefing';
import { type AnchorType, anchorCost } from '../anchor-cost';
import type { CompiledTopic } from '../compile-topic';
import { everythingKey, prefixKey, sourcePrefixKey, tagKey } from '../index-keys';
import type { TextLanguage } from '../searched-words';
import type { WordFrequencies } from '../word-frequencies';
import { type Clause, clausesOf, type Term } from './clauses';
import { IndexedClauses, REMOVED } from './indexed-clauses';
import { MarkedBriefing } from './marked-briefing';
import { HEADER_LENGTH, type PackedClauses, packClause, TermNumbers } from './packed-clauses';

/** The topics as they apply to briefings of one language, indexed under their rarest required terms. */
export class LanguageIndex {
  private readonly terms = new TermNumbers();
  private readonly clauses = new IndexedClauses();
  private readonly briefing: MarkedBriefing;
  private readonly candidateHeaders: number[] = [];
  /** Anchor costs by topic language: the same terms are looked up for very many topics. */
  private readonly costs = new Map<TopicLanguage, Map<Term, number>>();

  constructor(
    readonly language: TextLanguage,
    private readonly frequencies: WordFrequencies,
  ) {
    this.briefing = new MarkedBriefing(this.terms, language);
  }

  add(number: number, topic: CompiledTopic): void {
    for (const clause of clausesOf(topic, this.language)) {
      const anchor = this.chooseAnchor(clause, topic);
      if (anchor === undefined) continue;
      const packed = packClause(number, clause, anchor, this.terms);
      this.clauses.add(this.terms.findOrCreate(anchor), packed);
    }
  }

  /** Removes all clauses of a topic, under whichever of its terms they are indexed. */
  remove(number: number, topic: CompiledTopic): void {
    const required = clausesOf(topic, this.language).flatMap((clause) => clause.required);
    for (const term of new Set(required)) this.clauses.remove(this.terms.find(term), number);
  }

  /**
   * The topics that match the briefing or may match it, as `topic * 2`, plus 1 if `matchTopic` must
   * decide. A topic may occur twice. The list is valid until the next call.
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
      const to = at + HEADER_LENGTH + (clauses[at + 1] ?? 0);
      at += HEADER_LENGTH;
      // Most clauses consist of words alone, and most fail at the first of them.
      while (at < to && isMarked(marks, clauses[at] ?? 0)) at++;
      if (at === to || this.restMatches(clauses, at, to)) this.addCandidate(header);
      at = to;
    }
  }

  private addCandidate(header: number): void {
    if (header !== REMOVED) this.candidateHeaders.push(header);
  }

  /** The conditions from the first one that is not a word present in the briefing. */
  private restMatches(clauses: Int32Array | PackedClauses, from: number, to: number): boolean {
    const { briefing } = this;
    for (let at = from; at < to; at++) {
      const term = clauses[at] ?? 0;
      if (term > 0) {
        if (!briefing.has(term)) return false;
      } else if (term < 0) {
        if (briefing.has(-term)) return false;
      } else {
        const count = clauses[at + 1] ?? 0;
        if (!briefing.hasPhrase(clauses, at + 2, count)) return false;
        at += 1 + count * 2;
      }
    }
    return true;
  }

  /** The clause's required term with the lowest cost. */
  private chooseAnchor(clause: Clause, { language }: CompiledTopic): Term | undefined {
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
    const cached = costs.get(term);
    if (cached !== undefined) return cached;
    const cost = anchorCost(anchorTypeOf(term), term.slice(1), language, this.frequencies);
    costs.set(term, cost);
    return cost;
  }
}

/** Negative conditions are not indexes of `marks`: V8 reads an array slowly once it was read out of bounds. */
const isMarked = (marks: Uint8Array, term: number): boolean => term > 0 && marks[term] === 1;

const TAG_SIGN = tagKey('').charAt(0);
const PREFIX_SIGN = prefixKey('').charAt(0);

/** All terms that are not one of the other types are a sign and a word. */
function anchorTypeOf(term: Term): AnchorType {
  if (term === everythingKey) return 'everything';
  if (term === sourcePrefixKey || term.startsWith(PREFIX_SIGN)) return 'prefix';
  return term.startsWith(TAG_SIGN) ? 'tag' : 'word';
}

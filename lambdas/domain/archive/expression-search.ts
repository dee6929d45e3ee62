import type { Aliases } from '../expressions/aliases';
import type { Expression } from '../expressions/expression';
import { printLeaf } from '../expressions/print-node';
import { combineFindings, type Finding, type FindingTree } from '../matching/combine-findings';
import { type CompiledLeaf, type CompiledTopic, compileTopic } from '../matching/compile-topic';
import { comparisonOf, findingOfLeaf, spanFinder } from '../matching/occurrences';
import type { SearchedBriefing, TextLanguage } from '../matching/searched-words';
import { type Clause, clausesOf, leavesOf, replaceClause } from './clauses';
import type { PackedBriefing } from './packed-briefing';
import { FoundWords } from './packed-words';
import { SearchTerms } from './search-terms';

/** The result for all briefings in which the same leaves were found. */
export interface Verdict {
  matches: boolean;
  /** For each clause, whether it lets the briefing through. */
  letsThrough: readonly boolean[];
  /** For each clause, whether the expression without it matches. */
  matchesWithout: readonly boolean[];
}

const INITIALS: Record<Finding, string> = { matched: 'm', missed: 'x', absent: 'a' };

/** Searches packed briefings for an expression. Its answers are those of `matchTopic`. */
export class ExpressionSearch {
  readonly clauses: readonly Clause[];
  /** Whether every briefing matches, on purpose. */
  readonly isEverything: boolean;
  private readonly topic: CompiledTopic;
  /** The distinct leaves, by their printed form. */
  private readonly leaves: ReadonlyMap<string, CompiledLeaf>;
  /** The printed form of every leaf: an expression may have the same one twice. */
  private readonly writtenBy: ReadonlyMap<CompiledLeaf, string>;
  private readonly terms: SearchTerms;
  private readonly reduced: readonly (FindingTree<CompiledLeaf> | undefined)[];
  /** Very many briefings have the same findings, so each combination is evaluated once. */
  private readonly verdicts = new Map<string, Verdict>();
  /** For briefings without any of the words. */
  private readonly verdictsWithoutWords = new Map<TextLanguage, Verdict>();

  constructor(expression: Expression, aliases: Aliases) {
    this.topic = compileTopic(expression, aliases);
    this.isEverything = this.topic.root.type === 'everything';
    const leaves = [...leavesOf<CompiledLeaf>(this.topic.root)].map(({ leaf }) => leaf);
    this.writtenBy = new Map(leaves.map((leaf) => [leaf, printLeaf(leaf)]));
    this.leaves = new Map([...this.writtenBy].map(([leaf, written]) => [written, leaf]));
    this.terms = new SearchTerms([...this.leaves.values()]);
    this.clauses = clausesOf(this.topic.root);
    this.reduced = this.clauses.map((clause) =>
      replaceClause<CompiledLeaf>(this.topic.root, clause),
    );
  }

  verdictOn(packed: PackedBriefing): Verdict {
    const briefing = packed.find(this.terms, comparisonOf(this.topic.language, packed.language));
    const hasWords = !(isEmpty(briefing.text) && isEmpty(briefing.source));
    if (hasWords || this.terms.searchesTags) return this.evaluate(briefing);
    const known = this.verdictsWithoutWords.get(packed.language);
    if (known) return known;
    const verdict = this.evaluate(briefing);
    this.verdictsWithoutWords.set(packed.language, verdict);
    return verdict;
  }

  private evaluate(briefing: SearchedBriefing): Verdict {
    const spansOf = spanFinder(briefing, comparisonOf(this.topic.language, briefing.language));
    const findings = new Map<string, Finding>();
    let key = '';
    for (const [written, leaf] of this.leaves) {
      const finding = findingOfLeaf(leaf, briefing.tags, spansOf);
      findings.set(written, finding);
      key += INITIALS[finding];
    }
    const known = this.verdicts.get(key);
    if (known) return known;
    const verdict = this.verdictFor(findings);
    this.verdicts.set(key, verdict);
    return verdict;
  }

  private verdictFor(findings: ReadonlyMap<string, Finding>): Verdict {
    const findingOf = (leaf: CompiledLeaf): Finding =>
      findings.get(this.writtenBy.get(leaf) ?? '') ?? 'missed';
    const matches = (tree: FindingTree<CompiledLeaf>): boolean =>
      combineFindings<CompiledLeaf>(tree, findingOf) === 'matched';
    return {
      matches: matches(this.topic.root),
      letsThrough: this.clauses.map(({ written, excluded }) => {
        const finding = findings.get(written);
        // Stop words neither help nor prevent a match.
        return finding === 'absent' || (finding === 'matched') !== excluded;
      }),
      matchesWithout: this.reduced.map((tree) => tree === undefined || matches(tree)),
    };
  }
}

const isEmpty = (words: SearchedBriefing['text']): boolean =>
  words instanceof FoundWords && words.isEmpty;

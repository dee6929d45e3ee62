import type { Aliases } from '../expressions/aliases';
import type { Expression, Leaf, Node } from '../expressions/expression';
import { printNode } from '../expressions/print-node';
import { readExpression } from '../expressions/read-expression';
import { readPhrase } from '../expressions/read-phrase';
import { requiresSomething } from '../expressions/requires-something';
import type { ArchiveDay, ArchivedBriefing } from './archive-day';
import { type Clause, clausesOf, replaceClause } from './clauses';
import { ExpressionSearch } from './expression-search';
import { nearestSpelling } from './nearest-spelling';
import { type WordCount, wordsBeside } from './neighbouring-words';

const MAX_SUGGESTIONS = 3;
/** The newest briefings say enough about the words of the archive. */
const MAX_SAMPLE = 400;
/** Suggestions look at so many of the newest briefings: they cost much more than a count. */
const MAX_BRIEFINGS = 5_000;
/** Briefings whose words may be suggested. */
const MAX_BESIDE = 200;
/** Words to add to a clause as alternatives. */
const MAX_ALTERNATIVES = 2;
const MAX_CLAUSES = 4;

/**
 * Expressions that match something, for one that matches nothing in these days: with a word as the
 * archive spells it, with the words of a phrase apart, or with words that occur beside the others.
 */
export function suggestExpressions(
  expression: Expression,
  aliases: Aliases,
  allDays: readonly ArchiveDay[],
): string[] {
  const days = newestDays(allDays);
  const sample = newest(days, ({ words }) => isReadIn(words.language, expression), MAX_SAMPLE);
  const counts = new WordsOfSample(sample);
  const suggestions = new Map<string, string>();
  for (const candidate of candidates(expression, aliases, days, counts)) {
    if (suggestions.size === MAX_SUGGESTIONS) break;
    const text = printNode(groupsLast(candidate));
    const read = readExpression(text, expression.language);
    if (read.outcome === 'refused' || suggestions.has(read.expression.canonical)) continue;
    const search = new ExpressionSearch(read.expression, aliases);
    const matches = newest(days, ({ words }) => search.verdictOn(words).matches, 1).length > 0;
    if (matches) suggestions.set(read.expression.canonical, text);
  }
  return [...suggestions.values()];
}

/** The words of the sample, counted when they are needed first. */
class WordsOfSample {
  private counted: WordCount | undefined;

  constructor(private readonly sample: readonly ArchivedBriefing[]) {}

  get count(): WordCount {
    this.counted ??= wordsBeside(this.sample);
    return this.counted;
  }
}

function* candidates(
  expression: Expression,
  aliases: Aliases,
  days: readonly ArchiveDay[],
  sample: WordsOfSample,
): Generator<Node> {
  const { root } = expression;
  const clauses = clausesOf(root).filter(({ excluded }) => !excluded);
  const some = clauses.slice(0, MAX_CLAUSES);
  for (const clause of some) {
    const spelled = nearestSpelling(clause.written, sample.count.briefingsByWord);
    const word = spelled && wordNode(spelled, expression);
    const replaced = word && replaceClause<Leaf>(root, clause, word);
    if (replaced) yield replaced;
  }
  for (const clause of some.filter(({ written }) => written.startsWith('"'))) {
    const words = clause.written.slice(1, -1).split(' ');
    const parts = words.flatMap((word) => wordNode(word, expression) ?? []);
    const apart = replaceClause<Leaf>(root, clause, { type: 'and', parts });
    if (apart && parts.length > 1) yield apart;
  }
  for (const clause of some) {
    const rest = replaceClause<Leaf>(root, clause);
    if (!rest || !requiresSomething(rest)) continue;
    yield* withWordsBeside(expression, clause, rest, aliases, days, sample);
  }
}

/** The clause or a word that occurs beside the rest of the expression, and then the rest alone. */
function* withWordsBeside(
  expression: Expression,
  clause: Clause,
  rest: Node,
  aliases: Aliases,
  days: readonly ArchiveDay[],
  sample: WordsOfSample,
): Generator<Node> {
  const read = readExpression(printNode(rest), expression.language);
  if (read.outcome === 'refused') return;
  const search = new ExpressionSearch(read.expression, aliases);
  const beside = newest(days, ({ words }) => search.verdictOn(words).matches, MAX_BESIDE);
  const known = new Set(expression.canonical.split(/[^\p{L}\p{M}\p{N}]+/u));
  const words = wordsBeside(beside).mostTypical(sample.count, known, MAX_ALTERNATIVES);
  const alternatives = words.flatMap((word) => wordNode(word, expression) ?? []);
  if (alternatives.length > 0) {
    const typed = readExpression(clause.written, expression.language);
    if (typed.outcome === 'refused') return;
    const either: Node = { type: 'or', parts: [typed.expression.root, ...alternatives] };
    const widened = replaceClause<Leaf>(expression.root, clause, either);
    if (widened) yield widened;
  }
  yield rest;
}

const wordNode = (word: string, { language }: Expression): Node | undefined =>
  readPhrase(word, language, 'text');

/** People write `gaza (aid OR relief)`, with the group last. */
function groupsLast(node: Node): Node {
  if (node.type !== 'and') return node;
  const isGroup = ({ type }: Node): boolean => type === 'or';
  const [words, groups] = [node.parts.filter((part) => !isGroup(part)), node.parts.filter(isGroup)];
  return { type: 'and', parts: [...words, ...groups] };
}

const isReadIn = (language: string, expression: Expression): boolean =>
  expression.language === 'any' || expression.language === language;

/** The newest days, with at most `MAX_BRIEFINGS` in all but the first. */
function newestDays(days: readonly ArchiveDay[]): ArchiveDay[] {
  let briefings = 0;
  return days.filter((day, index) => {
    briefings += day.briefings.length;
    return index === 0 || briefings <= MAX_BRIEFINGS;
  });
}

/** The newest briefings, at most `limit`, for which `isWanted`. */
function newest(
  days: readonly ArchiveDay[],
  isWanted: (briefing: ArchivedBriefing) => boolean,
  limit: number,
): ArchivedBriefing[] {
  const found: ArchivedBriefing[] = [];
  for (const briefing of days.flatMap(({ briefings }) => briefings)) {
    if (found.length === limit) break;
    if (isWanted(briefing)) found.push(briefing);
  }
  return found;
}

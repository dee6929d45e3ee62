import { type ArchiveDay, daysBefore } from '../domain/archive/archive-day';
import { asTyped } from '../domain/archive/as-typed';
import { countMatches } from '../domain/archive/count-matches';
import type { PreviewExpression } from '../domain/archive/expression-preview';
import { ExpressionSearch } from '../domain/archive/expression-search';
import { suggestExpressions } from '../domain/archive/suggest-expressions';
import { inTypedOrder } from '../domain/archive/typed-order';
import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import { settleAll } from '../domain/settle-all';
import { type FindBriefingsDependencies, showFound } from './show-found';

export interface PreviewExpressionDependencies extends FindBriefingsDependencies {
  /** The briefings of these days. Fewer days if there are too many briefings for the memory. */
  archiveDays: (days: readonly string[]) => Promise<ArchiveDay[]>;
  aliases: () => Promise<Aliases>;
  now: () => string;
}

/** How many days back a preview looks. */
const PREVIEW_DAYS = 30;

/**
 * Shows what a topic would have matched in the last `PREVIEW_DAYS`: how many briefings a week, the latest five,
 * and for each word or phrase how many briefings it lets through.
 */
export function previewExpression(dependencies: PreviewExpressionDependencies): PreviewExpression {
  return async (text, language) => {
    const read = readExpression(text, language);
    if (read.outcome === 'refused') return read;
    const { expression } = read;
    const [aliases, days] = await settleAll([
      dependencies.aliases(),
      dependencies.archiveDays(daysBefore(dependencies.now(), PREVIEW_DAYS)),
    ]);
    const search = new ExpressionSearch(expression, aliases);
    const { latest, clauses, ...counts } = countMatches(search, days);
    const spell = asTyped(expression.written);
    const suggestions =
      counts.breadth === 'too-narrow' ? suggestExpressions(expression, aliases, days) : [];
    return {
      outcome: 'previewed',
      preview: {
        ...counts,
        clauses: inTypedOrder(clauses, expression.written).map((clause) => ({
          ...clause,
          written: spell(clause.written),
        })),
        latest: await showFound(dependencies, expression, aliases, latest),
        suggestions: suggestions.map(spell),
      },
    };
  };
}

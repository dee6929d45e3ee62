import type { ExpressionPreview } from '../../lambdas/domain/archive/expression-preview';
import { aWholeBriefing } from './page-views';

/** What `Gaza aid` would have matched in a month with 340 briefings. */
export function aPreview(changes: Partial<ExpressionPreview> = {}): ExpressionPreview {
  return {
    days: 30,
    briefings: 340,
    matched: 12,
    share: 12 / 340,
    weeks: [
      { from: '2026-01-19', to: '2026-01-25', days: 7, matched: 4 },
      { from: '2026-01-26', to: '2026-01-31', days: 6, matched: 8 },
    ],
    latest: [
      {
        briefing: aWholeBriefing(),
        snippet: [
          { text: 'Fewer ', matched: false },
          { text: 'aid', matched: true },
          { text: ' lorries', matched: false },
        ],
      },
    ],
    clauses: [
      { written: 'Gaza', excluded: false, letsThrough: 120, withoutIt: 34 },
      { written: 'aid', excluded: false, letsThrough: 34, withoutIt: 120 },
    ],
    breadth: 'fine',
    suggestions: [],
    ...changes,
  };
}

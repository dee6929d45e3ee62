import type { Briefing } from '../../lambdas/domain/briefing';
import { detectLanguage } from '../../lambdas/domain/languages/detect-language';
import { readIssue } from '../../lambdas/domain/newsletters/read-issue';
import { readSubmission } from '../../lambdas/domain/submission';
import { plainTextOf, sanitizeBody, sanitizeIssue } from '../../lambdas/rendering/sanitize';
import { makeBriefing } from '../../lambdas/use-cases/make-briefing';

export type ReadFileBriefing =
  | { outcome: 'made'; briefing: Briefing }
  /** `briefing`: what could be read, if anything could. */
  | { outcome: 'refused'; problems: string[]; briefing?: Briefing };

/**
 * Makes the briefing of a file as the service would when it is published. `newsletters`: those of the settings; any if
 * absent, because the service checks it again.
 */
export function readFileBriefing(
  sent: unknown,
  newsletters?: readonly { name: string }[],
): ReadFileBriefing {
  const read = readSubmission(sent);
  if (read.outcome === 'refused') return { outcome: 'refused', problems: [read.reason] };
  const { newsletter } = read.submission;
  const named = newsletter === undefined ? [] : [{ name: newsletter }];
  return makeBriefing(read.submission, {
    plainTextOf,
    sanitizeBody,
    detectLanguage,
    readIssue: (markdown) => readIssue(markdown, { sanitize: sanitizeIssue }),
    newsletters: newsletters ?? named,
    now: () => new Date().toISOString(),
  });
}

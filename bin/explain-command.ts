import type { Writable } from 'node:stream';
import { z } from 'zod';
import { type Aliases, noAliases } from '../lambdas/domain/expressions/aliases';
import { readExpression } from '../lambdas/domain/expressions/read-expression';
import { detectLanguage } from '../lambdas/domain/languages/detect-language';
import type { TopicLanguage } from '../lambdas/domain/languages/language';
import { analyzeBriefing, type BriefingText } from '../lambdas/domain/matching/analyze-briefing';
import { compileTopic } from '../lambdas/domain/matching/compile-topic';
import { type Explanation, explain } from '../lambdas/domain/matching/explain';
import type { MatchedWord } from '../lambdas/domain/matching/meet';
import { readBriefingFiles } from './briefing-files';

export interface ExplainOptions {
  expression: string;
  /** A file as `publish` reads it. */
  file: string;
  /** The topic's; `en` when absent. */
  language?: TopicLanguage;
  aliases?: Aliases;
}

const EXIT = { done: 0, failed: 1 } as const;

const text = z.string().nullish();
const briefingShape = z.object({
  title: z.string(),
  summary: text,
  body: text,
  source: text,
  tags: z.array(z.string()).nullish(),
  language: text,
});

/**
 * Prints the tree of an expression, with what each part found or missed in each briefing of a file.
 * What is refused or can't be read is named on stderr, and the exit code is 1.
 */
export async function runExplain(
  options: ExplainOptions,
  { stdout, stderr }: { stdout: Writable; stderr: Writable },
): Promise<number> {
  const read = readExpression(options.expression, options.language);
  if (read.outcome === 'refused') {
    stderr.write(`${options.expression}: ${read.reason}\n`);
    return EXIT.failed;
  }
  const topic = compileTopic(read.expression, options.aliases ?? noAliases);
  const { briefings, refused } = await readBriefingFiles([options.file]);
  const problems = refused.map(({ place, reason }) => `${place}: ${reason}`);
  for (const { place, briefing } of briefings) {
    const checked = briefingShape.safeParse(briefing);
    if (!checked.success) problems.push(`${place}: A briefing needs a title.`);
    else
      stdout.write(
        report(explain(topic, analyzeBriefing(briefingTextOf(checked.data))), checked.data.title),
      );
  }
  for (const problem of problems) stderr.write(`${problem}\n`);
  return problems.length > 0 ? EXIT.failed : EXIT.done;
}

function briefingTextOf(briefing: z.infer<typeof briefingShape>): BriefingText {
  const { title } = briefing;
  const [summary, body, source] = [
    briefing.summary ?? '',
    briefing.body ?? '',
    briefing.source ?? '',
  ];
  const language = briefing.language ?? detectLanguage(`${title}\n${summary}\n${body}`);
  return { title, summary, body, source, tags: briefing.tags ?? [], language };
}

const SIGNS = { met: '✓', missed: '✗', absent: '·' } as const;

function report(explanation: Explanation, title: string): string {
  const verdict = explanation.finding === 'met' ? 'meets the topic' : 'does not meet the topic';
  return `${title}\n  ${verdict}\n${lines(explanation, '  ').join('\n')}\n`;
}

function lines(explanation: Explanation, indent: string): string[] {
  const { label, finding, words, parts } = explanation;
  const own = `${indent}${SIGNS[finding]} ${label}${parts.length > 0 ? '' : whatWasFound(finding, words)}`;
  return [own, ...parts.flatMap((part) => lines(part, `${indent}  `))];
}

const SHOWN = 5;

function whatWasFound(finding: Explanation['finding'], words: readonly MatchedWord[]): string {
  if (finding === 'absent') return ': only words too common in this language';
  if (finding === 'missed') return ': not found';
  if (words.length === 0) return '';
  const places = words
    .slice(0, SHOWN)
    .map((word) => `“${word.text}” in ${word.field} at ${word.start}`);
  const more = words.length > SHOWN ? ` and ${words.length - SHOWN} more` : '';
  return `: ${places.join(', ')}${more}`;
}

import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { type Aliases, noAliases, parseAliases } from '../lambdas/domain/expressions/aliases';
import { readExpression } from '../lambdas/domain/expressions/read-expression';
import { detectLanguage } from '../lambdas/domain/languages/detect-language';
import { readLanguage } from '../lambdas/domain/languages/language';
import { analyzeBriefing, type BriefingText } from '../lambdas/domain/matching/analyze-briefing';
import { type CompiledTopic, compileTopic } from '../lambdas/domain/matching/compile-topic';
import { type Explanation, explain } from '../lambdas/domain/matching/explain';
import type { MatchedWord } from '../lambdas/domain/matching/match-topic';
import type { ReadField } from '../lambdas/domain/read-field';
import { readBriefingFiles } from './briefing-files';

export interface ExplainOptions {
  expression: string;
  /** A file as `publish` reads it. */
  file: string;
  /** The topic's: a code or `any`; `en` when absent. */
  language?: string;
  /** A file of names that stand for one another; none when absent. */
  aliases?: string;
  /** Prints one JSON line a briefing instead of the tree. */
  json?: boolean;
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
  const topic = await readTopic(options);
  if (topic.outcome === 'refused') {
    stderr.write(`${topic.reason}\n`);
    return EXIT.failed;
  }
  const { briefings, refused } = await readBriefingFiles([options.file]);
  const problems = refused.map(({ place, reason }) => `${place}: ${reason}`);
  for (const { place, briefing } of briefings) {
    const checked = briefingShape.safeParse(briefing);
    if (!checked.success) problems.push(`${place}: A briefing needs a title.`);
    else {
      const { title } = checked.data;
      const explanation = explain(topic.value, analyzeBriefing(briefingTextOf(checked.data)));
      const line = `${JSON.stringify({ briefing: title, ...explanation })}\n`;
      stdout.write(options.json ? line : report(explanation, title));
    }
  }
  for (const problem of problems) stderr.write(`${problem}\n`);
  return problems.length > 0 ? EXIT.failed : EXIT.done;
}

/** The expression as the service would match it, or a sentence that says what is wrong. */
async function readTopic(options: ExplainOptions): Promise<ReadField<CompiledTopic>> {
  const { expression, aliases, language = '' } = options;
  const code = readLanguage(language, 'en');
  if (code.outcome === 'refused') return code;
  const read = readExpression(expression, code.value);
  if (read.outcome === 'refused') {
    return { outcome: 'refused', reason: `${expression}: ${read.reason}` };
  }
  const names = await readNames(aliases);
  if (names.outcome === 'refused') return names;
  return { outcome: 'read', value: compileTopic(read.expression, names.value) };
}

async function readNames(file: string | undefined): Promise<ReadField<Aliases>> {
  if (file === undefined) return { outcome: 'read', value: noAliases };
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return { outcome: 'read', value: parseAliases(text) };
  return { outcome: 'refused', reason: `${file} can't be read. Name a file of aliases.` };
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

const SIGNS = { matched: '✓', missed: '✗', absent: '·' } as const;

function report(explanation: Explanation, title: string): string {
  const verdict =
    explanation.finding === 'matched' ? 'matches the topic' : 'does not match the topic';
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

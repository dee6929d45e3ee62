import * as z from 'zod';
import { type Aliases, noAliases, parseAliases } from '../../lambdas/domain/expressions/aliases';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import { detectLanguage } from '../../lambdas/domain/languages/detect-language';
import { readLanguage } from '../../lambdas/domain/languages/language';
import { analyzeBriefing, type BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { type CompiledTopic, compileTopic } from '../../lambdas/domain/matching/compile-topic';
import { type Explanation, explain } from '../../lambdas/domain/matching/explain';
import type { MatchedWord } from '../../lambdas/domain/matching/match-topic';
import { CommandError } from './exit-codes';
import type { Output } from './output';
import { readBriefingFiles } from './read-briefing-files';
import { readTextFile } from './read-text-file';

export interface ExplainOptions {
  expression: string;
  /** A file as `publish` reads it. */
  file: string;
  /** The language of the topic: a code or `any`; `en` by default. */
  language?: string;
  /** A file of aliases. */
  aliases?: string;
}

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
 * Prints the tree of an expression for each briefing of a file, with what each part found or missed.
 * @throws CommandError when the expression, the language or the aliases can't be read.
 */
export async function explainFile(options: ExplainOptions, output: Output): Promise<void> {
  const topic = await readTopic(options);
  const { briefings, refused } = await readBriefingFiles([options.file]);
  for (const { place, briefing } of briefings) {
    const read = briefingShape.safeParse(briefing);
    if (!read.success) refused.push({ place, reason: 'a briefing needs a title' });
    else {
      const { title } = read.data;
      const explanation = explain(topic, analyzeBriefing(briefingTextOf(read.data)));
      output.result(formatTree(explanation, title), { briefing: title, ...explanation });
    }
  }
  for (const { place, reason } of refused) output.error(`${place}: ${reason}.`);
}

/** Compiles the expression as the service does. */
async function readTopic(options: ExplainOptions): Promise<CompiledTopic> {
  const { expression, aliases, language = '' } = options;
  const code = readLanguage(language, 'en');
  if (code.outcome === 'refused') throw new CommandError(code.reason);
  const read = readExpression(expression, code.value);
  if (read.outcome === 'refused') throw new CommandError(`${expression}: ${read.reason}`);
  return compileTopic(read.expression, await readAliases(aliases));
}

async function readAliases(file: string | undefined): Promise<Aliases> {
  if (file === undefined) return noAliases;
  const text = await readTextFile(file);
  if (text.outcome === 'read') return parseAliases(text.value);
  throw new CommandError(`${file}: ${text.reason}.`);
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

function formatTree(explanation: Explanation, title: string): string {
  const verdict =
    explanation.finding === 'matched' ? 'matches the topic' : 'does not match the topic';
  return [title, `  ${verdict}`, ...formatPart(explanation, '  ')].join('\n');
}

function formatPart(explanation: Explanation, indent: string): string[] {
  const { label, finding, words, parts } = explanation;
  const found = parts.length > 0 ? '' : describeFinding(finding, words);
  return [
    `${indent}${SIGNS[finding]} ${label}${found}`,
    ...parts.flatMap((part) => formatPart(part, `${indent}  `)),
  ];
}

const MAX_WORDS_SHOWN = 5;

function describeFinding(finding: Explanation['finding'], words: readonly MatchedWord[]): string {
  if (finding === 'absent') return ': only words too common in this language';
  if (finding === 'missed') return ': not found';
  if (words.length === 0) return '';
  const places = words
    .slice(0, MAX_WORDS_SHOWN)
    .map((word) => `“${word.text}” in ${word.field} at ${word.start}`);
  const more = words.length > MAX_WORDS_SHOWN ? ` and ${words.length - MAX_WORDS_SHOWN} more` : '';
  return `: ${places.join(', ')}${more}`;
}

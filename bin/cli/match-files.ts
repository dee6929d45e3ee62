import * as z from 'zod';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import { LANGUAGES, TOPIC_LANGUAGES } from '../../lambdas/domain/languages/language';
import { analyzeBriefing, type BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { createSnippet } from '../../lambdas/domain/matching/create-snippet';
import { InMemoryTopicIndex } from '../../lambdas/domain/matching/in-memory/in-memory-topic-index';
import type { StreamOutput } from './output';
import { type JsonLine, readJsonLines } from './read-json-lines';

export interface MatchOptions {
  /** A file with one `{"id","expression","language"?}` per line. */
  topics: string;
  /** A file with one `{"id","title","summary"?,"body"?,"source"?,"tags"?,"language"?}` per line. */
  briefings: string;
  /** Also print the words that made each match, and a snippet. */
  explain?: boolean;
}

/** An id is kept as JSON, so that it is printed as it was given. */
const identifier = z.union([z.string().min(1), z.number()]).transform((id) => JSON.stringify(id));

const topicLine = z.object({
  id: identifier,
  expression: z.string(),
  language: z
    .enum(TOPIC_LANGUAGES)
    .nullish()
    .transform((language) => language ?? 'en'),
});

const briefingLine = z.object({
  id: identifier,
  title: z.string(),
  summary: z.string().nullish(),
  body: z.string().nullish(),
  source: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  language: z.string().nullish(),
});

/**
 * Prints `{"briefing","topic"}` for every topic that a briefing matches, in the order of the briefings.
 * What can't be read is an error, and the rest is still matched. Briefings are read one at a time, so
 * that memory doesn't grow with their number.
 */
export async function matchFiles(options: MatchOptions, output: StreamOutput): Promise<void> {
  const run = new MatchRun(output);
  await run.readTopics(options.topics);
  await run.matchBriefings(options.briefings, options.explain ?? false);
}

class MatchRun {
  private readonly index = new InMemoryTopicIndex();
  private readonly topicIds = new Set<string>();

  constructor(private readonly output: StreamOutput) {}

  async readTopics(file: string): Promise<void> {
    for await (const line of readJsonLines(file)) {
      const topic = this.check(line, topicLine);
      if (!topic) continue;
      if (this.topicIds.has(topic.id)) {
        this.refuse(line.place, `The id ${topic.id} was used before; give each topic its own id.`);
        continue;
      }
      const read = readExpression(topic.expression, topic.language);
      if (read.outcome === 'refused') {
        this.refuse(line.place, read.reason);
        continue;
      }
      this.topicIds.add(topic.id);
      this.index.add(topic.id, read.expression);
    }
  }

  async matchBriefings(file: string, explain: boolean): Promise<void> {
    for await (const line of readJsonLines(file)) {
      const read = this.check(line, briefingLine);
      if (!read) continue;
      const briefing = briefingTextOf(read);
      const lines = explain
        ? this.explainMatches(read.id, briefing)
        : this.listMatches(read.id, briefing);
      if (lines.length > 0) await this.output.print(`${lines.join('\n')}\n`);
      if (this.output.isClosed) return;
    }
  }

  private listMatches(id: string, briefing: BriefingText): string[] {
    return this.index.matchingIds(briefing).map((topic) => `{"briefing":${id},"topic":${topic}}`);
  }

  private explainMatches(id: string, briefing: BriefingText): string[] {
    const analyzed = analyzeBriefing(briefing);
    return this.index.match(briefing).map(({ id: topic, match }) => {
      const words = JSON.stringify(match.words);
      const snippet = createSnippet(match, analyzed).map(({ text }) => text);
      const written = JSON.stringify(snippet.join(''));
      return `{"briefing":${id},"topic":${topic},"words":${words},"snippet":${written}}`;
    });
  }

  private check<T>(line: JsonLine, shape: z.ZodType<T>): T | undefined {
    if (line.outcome === 'broken') {
      this.refuse(line.place, line.reason);
      return undefined;
    }
    const checked = shape.safeParse(line.value);
    if (checked.success) return checked.data;
    this.refuse(line.place, describeProblem(checked.error));
    return undefined;
  }

  private refuse(place: string, reason: string): void {
    this.output.error(`${place}: ${reason}`);
  }
}

function briefingTextOf(line: z.infer<typeof briefingLine>): BriefingText {
  return {
    title: line.title,
    summary: line.summary ?? '',
    body: line.body ?? '',
    source: line.source ?? '',
    tags: line.tags ?? [],
    // Not detected, so that the same file always gives the same matches.
    language: line.language ?? 'en',
  };
}

function describeProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  if (field === '') return 'This line is not an object with an id.';
  if (field === 'language') return `The language must be any or one of ${LANGUAGES.join(', ')}.`;
  return `The field "${field}" is missing or has the wrong type.`;
}

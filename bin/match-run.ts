import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { readExpression } from '../lambdas/domain/expressions/read-expression';
import { LANGUAGES, TOPIC_LANGUAGES } from '../lambdas/domain/languages/language';
import { analyzeBriefing, type BriefingText } from '../lambdas/domain/matching/analyze-briefing';
import { createSnippet } from '../lambdas/domain/matching/create-snippet';
import { InMemoryTopicIndex } from '../lambdas/domain/matching/in-memory/in-memory-topic-index';
import { type JsonLine, readJsonLines } from './json-lines';

export interface MatchOptions {
  /** A file of `{"id","expression","language"?}` a line. */
  topics: string;
  /** A file of `{"id","title","summary"?,"body"?,"source"?,"tags"?,"language"?}` a line. */
  briefings: string;
  /** Also print the words that made each match, and a snippet. */
  explain?: boolean;
}

export interface Streams {
  stdout: Writable;
  stderr: Writable;
}

const EXIT = { done: 0, failed: 1 } as const;

/** Kept as JSON, so that it is printed as it was given. */
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
 * Prints `{"briefing","topic"}` for every topic that a briefing meets, in the order of the briefings.
 * What can't be read is named on stderr and the rest goes on; then the exit code is 1. Briefings are
 * read one at a time, so that memory does not follow their number.
 */
export async function matchFiles(options: MatchOptions, streams: Streams): Promise<number> {
  const run = new MatchRun(streams);
  await run.readTopics(options.topics);
  await run.matchBriefings(options.briefings, options.explain ?? false);
  return run.exitCode;
}

class MatchRun {
  exitCode: number = EXIT.done;
  private readonly index = new InMemoryTopicIndex();
  private readonly topicIds = new Set<string>();
  private closed = false;
  private failure: Error | undefined;

  constructor(private readonly streams: Streams) {
    // A reader that has seen enough (`| head`) closes the pipe: that is no failure.
    streams.stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.closed = true;
      if (error.code !== 'EPIPE') this.failure = error;
    });
  }

  async readTopics(file: string): Promise<void> {
    for await (const line of readJsonLines(file)) {
      const topic = this.checked(line, topicLine);
      if (!topic) continue;
      if (this.topicIds.has(topic.id)) {
        this.refuse(line.place, `The id ${topic.id} was used before; give each topic its own.`);
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
      const read = this.checked(line, briefingLine);
      if (!read) continue;
      const briefing = briefingTextOf(read);
      const lines = explain ? this.explained(read.id, briefing) : this.named(read.id, briefing);
      await this.print(lines);
      if (this.closed) return;
    }
  }

  private named(id: string, briefing: BriefingText): string[] {
    return this.index.matchingIds(briefing).map((topic) => `{"briefing":${id},"topic":${topic}}`);
  }

  private explained(id: string, briefing: BriefingText): string[] {
    const analyzed = analyzeBriefing(briefing);
    return this.index.match(briefing).map(({ id: topic, match }) => {
      const words = JSON.stringify(match.words);
      const snippet = createSnippet(match, analyzed).map(({ text }) => text);
      const written = JSON.stringify(snippet.join(''));
      return `{"briefing":${id},"topic":${topic},"words":${words},"snippet":${written}}`;
    });
  }

  private checked<T>(line: JsonLine, shape: z.ZodType<T>): T | undefined {
    if (line.outcome === 'broken') {
      this.refuse(line.place, line.reason);
      return undefined;
    }
    const checked = shape.safeParse(line.value);
    if (checked.success) return checked.data;
    this.refuse(line.place, whatIsWrong(checked.error));
    return undefined;
  }

  private refuse(place: string, reason: string): void {
    this.exitCode = EXIT.failed;
    this.streams.stderr.write(`${place}: ${reason}\n`);
  }

  private async print(lines: readonly string[]): Promise<void> {
    if (this.failure) throw this.failure;
    if (lines.length === 0 || this.closed) return;
    const { stdout } = this.streams;
    if (!stdout.write(`${lines.join('\n')}\n`) && !this.closed) {
      await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => {});
    }
  }
}

function briefingTextOf(line: z.infer<typeof briefingLine>): BriefingText {
  return {
    title: line.title,
    summary: line.summary ?? '',
    body: line.body ?? '',
    source: line.source ?? '',
    tags: line.tags ?? [],
    // Not guessed: the same file gives the same matches, whatever is known of languages.
    language: line.language ?? 'en',
  };
}

function whatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  if (field === '') return 'This line is not an object with an id.';
  if (field === 'language') return `The language must be any or one of ${LANGUAGES.join(', ')}.`;
  return `The field "${field}" is missing or not what it should be.`;
}

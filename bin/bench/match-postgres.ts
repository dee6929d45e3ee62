import type { BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { type FigureWriter, median } from './figures';
import { type Samples, sampleTopics } from './match-in-memory';
import { hasPostgres, type Postgres, startPostgres } from './postgres';

const MEASURED_BRIEFINGS = 15;

/**
 * Measures the same topics and briefings in PostgreSQL 15, if it is installed. Topics are stored as
 * `tsquery` values. `plain` evaluates all of them for each briefing; `gin` first selects candidates
 * from a GIN index on the topics' words.
 */
export function benchPostgres(samples: Samples, count: number, figures: FigureWriter): void {
  if (!hasPostgres()) {
    figures.progress('PostgreSQL 15 is not installed: no comparison.');
    return;
  }
  figures.progress(`In PostgreSQL, ${count} topics…`);
  const postgres = startPostgres();
  try {
    load(postgres, sampleTopics(samples.words, count));
    const briefings = samples.briefings.slice(0, MEASURED_BRIEFINGS);
    const setup = `${count} topics, ${samples.description}; median of ${briefings.length}; PostgreSQL 15 on the same machine, its own timing`;
    const name = `match.postgres.${count}`;
    const plain = briefings.map((briefing) => milliseconds(postgres, PLAIN, briefing));
    const reverse = briefings.map((briefing) => milliseconds(postgres, REVERSE, briefing));
    figures.write({
      name: `${name}.plain`,
      value: median(plain) * 1000,
      unit: 'µs/briefing',
      setup,
    });
    figures.write({
      name: `${name}.gin`,
      value: median(reverse) * 1000,
      unit: 'µs/briefing',
      setup,
    });
  } finally {
    postgres.stop();
  }
}

const VECTOR = (briefing: BriefingText): string =>
  `to_tsvector('english', $text$${briefing.title} ${briefing.body}$text$)`;

const PLAIN = (briefing: BriefingText): string =>
  `select count(*) from topics where ${VECTOR(briefing)} @@ query`;

/** A topic shares at least one of its words with every briefing that matches it. */
const REVERSE = (briefing: BriefingText): string =>
  `select count(*) from topics, (select ${VECTOR(briefing)} as vector offset 0) briefing
   where words && tsvector_to_array(vector) and vector @@ query`;

function load(postgres: Postgres, topics: readonly string[]): void {
  const file = postgres.csv(
    'topics',
    topics.map((text) => [text]),
  );
  postgres.query([
    'create table topics (expression text, query tsquery, words text[])',
    `\\copy topics (expression) from '${file}' (format csv)`,
    "update topics set query = websearch_to_tsquery('english', expression)",
    "update topics set words = tsvector_to_array(to_tsvector('simple', querytree(query)))",
    'create index on topics using gin (words)',
    'vacuum analyze topics',
  ]);
}

function milliseconds(
  postgres: Postgres,
  createQuery: (briefing: BriefingText) => string,
  briefing: BriefingText,
): number {
  const lines = postgres.query([`explain (analyze, timing off) ${createQuery(briefing)}`]);
  // PostgreSQL parses the text during planning.
  const times = lines.map((line) => /(?:Planning|Execution) Time: ([\d.]+) ms/.exec(line)?.[1]);
  return times.reduce((sum, time) => sum + Number(time ?? 0), 0);
}

